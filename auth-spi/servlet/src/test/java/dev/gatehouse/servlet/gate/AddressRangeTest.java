package dev.gatehouse.servlet.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "10.0.0.0/8, ::10.1.2.3, false",
        "192.168.1.128/25, 192.168.1.128, true",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.7, 192.168.1.7, true",
        "192.168.1.7, 192.168.1.6, false",
        "192.168.1.6/31, 192.168.1.7, true",
        "128.0.0.0/1, 255.1.1.1, true",
        "128.0.0.0/1, 127.1.1.1, false",
        "::1, ::1, true",
        "::1, 127.0.0.1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8:0:8000::/49, 2001:db8:0:ffff::1, true",
        "2001:db8:0:8000::/49, 2001:db8:0:7fff::1, false",
        "::ffff:10.0.0.0/104, 10.9.9.9, true",
    })
    void address_isInsideOrOutside(String range, String address, boolean inside) {
        byte[] bytes = AddressRange.literal(address);
        assertNotNull(bytes);
        assertEquals(inside, AddressRange.parse(range).contains(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4",
                "0.0.0.0",
                "255.255.255.255",
                "::",
                "::1",
                "1::",
                "1:2:3:4:5:6:7:8",
                "1:2:3::8",
                "1::3:4:5:6:7:8",
                "FE80::ABCD",
                "::ffff:1.2.3.4",
                "64:ff9b::1.2.3.4",
                "1:2:3:4:5:6:1.2.3.4",
                "2001:0db8::0001"
            })
    void literal_isReadAsTheClassLibraryReadsIt(String text) throws UnknownHostException {
        byte[] read = AddressRange.literal(text);
        assertNotNull(read);
        assertArrayEquals(
                InetAddress.getByName(text).getAddress(),
                InetAddress.getByAddress(read).getAddress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "+1.2.3.4",
                "1.2.3.\u0664",
                "0x1.2.3.4",
                "localhost",
                ":",
                ":::",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "1:",
                ":1",
                "::12345",
                "::g",
                "1.2.3.4::",
                "::1.2.3",
                "::1.2.3.4:5",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:6:7:8::",
                "fe80::1%eth0",
                "[::1]",
                "::1/128",
                "-1.2.3.4"
            })
    void otherText_isNoLiteral(String text) {
        assertNull(AddressRange.literal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/",
                "10.0.0.0/08",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/33",
                "::/129",
                "0.0.0.0/0",
                "::/0",
                "::ffff:0:0/96",
                "::ffff:0:0/80",
                "10.1.0.0/8",
                "example.com/8",
                "example.com",
                "/8",
                "::1/9999999999"
            })
    void badRange_isRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressRange.parse(text));
    }

    @Test
    void equalRanges_areEqualHoweverTheyAreWritten() {
        AddressRange range = AddressRange.parse("10.0.0.0/8");
        assertEquals(range, AddressRange.parse("::ffff:10.0.0.0/104"));
        assertEquals(range.hashCode(), AddressRange.parse("10.0.0.0/8").hashCode());
        assertNotEquals(range, AddressRange.parse("10.0.0.0/9"));
        assertEquals("10.0.0.0/8", range.toString());
    }
}
