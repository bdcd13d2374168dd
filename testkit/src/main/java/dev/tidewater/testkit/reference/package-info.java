/** The relational operators in the plainest way, from scratch: what the engine is held against. */
@NullMarked
package dev.tidewater.testkit.reference;

import org.jspecify.annotations.NullMarked;
