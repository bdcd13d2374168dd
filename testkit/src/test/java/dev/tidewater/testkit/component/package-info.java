@NullMarked
package dev.tidewater.testkit.component;

import org.jspecify.annotations.NullMarked;
