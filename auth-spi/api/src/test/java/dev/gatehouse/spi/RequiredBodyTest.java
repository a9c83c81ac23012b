package dev.gatehouse.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredBodyTest {

    private record Signed() implements Credential {}

    @ParameterizedTest
    @ValueSource(ints = {1, 65_536, RequiredBody.UPPER_BOUND})
    void boundWithinTheRange_isAccepted(int bytes) {
        assertEquals(bytes, new RequiredBody<>(bytes, (Signed signed, ByteBuffer body) -> signed).maxBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, RequiredBody.UPPER_BOUND + 1, Integer.MAX_VALUE})
    void boundOutsideOfTheRange_isRefused(int bytes) {
        assertThrows(
                IllegalArgumentException.class,
                () -> new RequiredBody<>(bytes, (Signed signed, ByteBuffer body) -> signed));
    }
}
