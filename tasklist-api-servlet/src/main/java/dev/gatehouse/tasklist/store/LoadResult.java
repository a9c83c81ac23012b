package dev.gatehouse.tasklist.store;

import dev.gatehouse.spi.stability.Incubating;

/**
 * What a bulk load did, see {@link EngineStore#load}.
 *
 * @param created number of tasks that were stored
 * @param existing number of tasks that were skipped because their key exists
 * @since 0.1
 */
@Incubating
public record LoadResult(long created, long existing) {

    /** Returns the sum of both. */
    public LoadResult plus(LoadResult other) {
        return new LoadResult(created + other.created, existing + other.existing);
    }
}
