package dev.gatehouse.support;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "com",
                "localhost",
                "co.uk",
                "com.au",
                "govt.nz",
                "gv.at",
                "github.io",
                "azure-api.net",
                "railway.app",
                "translate.goog",
                "amazonaws.com",
                "s3.amazonaws.com",
                "s3.eu-west-1.amazonaws.com",
                "eu-west-1.elasticbeanstalk.com",
                "blob.core.windows.net"
            })
    void domainOfDifferentOwners_isRecognized(String domain) {
        assertTrue(PublicSuffixes.contains(domain));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "example.co.uk",
                "tasks.example.com",
                "tasks.github.io",
                "myamazonaws.com",
                "co.example.uk",
                "com.example"
            })
    void domainOfOneOwner_isNot(String domain) {
        assertFalse(PublicSuffixes.contains(domain));
    }
}
