package dev.tidewater.engine.operator;

import dev.tidewater.types.row.RowLayout;

/**
 * How the rows of one side of a join come in.
 *
 * @param layout its key columns are the join's keys
 * @param columns for each column of the side as the plan knows it, where it stands in the layout;
 *     -1 for columns that nobody asks for
 */
public record JoinSide(RowLayout layout, int[] columns) {}
