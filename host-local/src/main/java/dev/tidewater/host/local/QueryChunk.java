package dev.tidewater.host.local;

import dev.tidewater.types.vector.ColumnVector;
import java.util.List;

/** Some rows of a result, a vector for each column; valid until the next chunk is asked for. */
public record QueryChunk(int rows, List<ColumnVector> columns) {}
