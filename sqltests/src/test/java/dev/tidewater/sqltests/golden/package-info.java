/** Golden SQL files: statements and what they must answer, run over the wire. */
@NullMarked
package dev.tidewater.sqltests.golden;

import org.jspecify.annotations.NullMarked;
