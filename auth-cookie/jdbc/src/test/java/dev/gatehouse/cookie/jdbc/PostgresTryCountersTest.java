package dev.gatehouse.cookie.jdbc;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gatehouse.cookie.TryCounters;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Postgres.class)
class PostgresTryCountersTest {

    private final TestStores stores = new TestStores();
    private final String url;

    PostgresTryCountersTest(Postgres.Server postgres) {
        url = postgres.newDatabase();
    }

    @AfterEach
    void close() throws Exception {
        stores.close();
    }

    private TryCounters node() {
        return new JdbcTryCounters(stores.sessions(url), stores.time);
    }

    @Test
    void triesOnSeveralNodesAtOnce_areCountedExactly() throws Exception {
        JdbcTryCountersTest.triesOfTwoNodes(node(), node());
    }

    @Test
    void keyNotedOnOneNode_isRememberedOnTheOther() throws Exception {
        TryCounters.Key key = new TryCounters.Key(Long.MIN_VALUE, Long.MAX_VALUE);
        TryCounters a = node();
        TryCounters b = node();
        assertFalse(b.remembers(key));
        a.remember(key, Duration.ofDays(1));
        assertTrue(b.remembers(key));
    }
}
