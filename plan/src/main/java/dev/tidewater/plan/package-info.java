/** What SQL is lowered to and hosts run: scalar expressions and a tree of relational operators. */
@NullMarked
package dev.tidewater.plan;

import org.jspecify.annotations.NullMarked;
