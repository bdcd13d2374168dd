/**
 * Real components for tests, each started in its own process on a free loopback port with its own
 * temporary directory, and gone with both when closed. What a machine lacks is fetched: jars by
 * Maven, Debian packages with apt-get, npm packages with npm. Nothing is skipped.
 */
@NullMarked
package dev.tidewater.testkit.component;

import org.jspecify.annotations.NullMarked;
