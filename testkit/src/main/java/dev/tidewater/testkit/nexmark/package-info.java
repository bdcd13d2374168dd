/** The events and queries of the Nexmark benchmark. */
@NullMarked
package dev.tidewater.testkit.nexmark;

import org.jspecify.annotations.NullMarked;
