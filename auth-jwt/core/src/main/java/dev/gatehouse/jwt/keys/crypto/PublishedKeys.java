package dev.gatehouse.jwt.keys.crypto;

import com.nimbusds.jose.jwk.JWK;
import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.support.Sha256;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Public keys whose private keys are published in standards and tutorials, and copied from there into production.
 *
 * @since 0.1
 */
@Internal
public final class PublishedKeys {

    /** Thumbprints (RFC 7638, SHA-256); a test computes them from the printed public keys. */
    private static final Set<String> THUMBPRINTS = Set.of(
            "19J8y7Zprt2-QKLjF2I5pVk0OELX6cY2AfaAv1LC_w8",
            "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI",
            "DOvxvJiAdIqVWIkFt5hDtCunXLF0BV4-JGv4f-ALSm0",
            "FVV5umTuau890q59V-4Ga_R6qWb7ON_ivJc4EjvCwTM",
            "Fa5JHFzFB8yHv0Dk3rGTgtCQPXPr3q8midyfylf8CUU",
            "FtIu-VbGrfe_KB6CH7GNwODB72MNxj_ml11dEvO-7kk",
            "HsSFalww3yP-dO-lWGYgFcyV5H22oScIFc4V2Y6GOto",
            "IsUn6_e04MaShXFIISMp4kG62LWzMIPy_MvSA5pJgX8",
            "LIstkoCvByn4jk8oZPvigQkzTzO9UwnGnE-VMlkZvYQ",
            "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs",
            "Rt-IyDEhXohvTl_ozKQ9YGflXGuDb3uu3QmqN2LoMwM",
            "TLOWIUBG7ALE2U13WMeEAErmpD48gp8MllKbX_zBARE",
            "Vy57XrArUrW0NbpI12tEzDHABxMwrTh6HHXRenSpnCo",
            "YEV1EIv9vYLGY_GThCEOLkeymqP0eeXUU7MmlJhqgGA",
            "YlKlB7M2wnS0cPn_V7OW-FuDLuWdJ9z4OvPHmhGDfeE",
            "_GK0r6GCoJt9zcssg9lay4obIxgCq05ntiRymRHADSU",
            "cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s",
            "dHri3SADZkrush5HU_50AoRhcKFryN-PI6jPBtPL55M",
            "h_jutvC-jg3Nwueq8LmdSybXykVsBwk4_5u5Y9JiS7E",
            "iTqXXI0zbAnJCKDaobfhkM1f-6rMSpTfyZMRp_2tKI8",
            "iiDHHfFVNG6ICMUTsicgrWf1igtFYZEK73xlobt1ah4",
            "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
            "l2tfkSzhekdOr24I18E1O_-49AlK14MTo7OxJMS7-HI",
            "lZI1vM7tnlYapaF5-cy86ptx0tT_8Av721hhiNB5ti4",
            "oD0HwocPBSfpNy5W3bpJeyFGY_IQ_YpqxSjQ3Yd-CLA",
            "oGDmHqCJ7yzMkWEkrlZVHkvrHIyQwtlDmeq5ForUHeY",
            "oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U",
            "poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U",
            "u5YUSjQ2-2chBi51NSk3t3g7IM4o2KYcnPqPtCNGd3U",
            "xZDfZpry4P9vZPZyG2fNBRj-7Lz5omVdm7tHoCgSNfY",
            "ydQXMtvbsOsZyFir-Y7A8t7fKEM1gbKPvyFkdpu4fvI",
            "zFHVsM9dc4OlHIwvEnVqfKzRj1ujqYGsZnXAcgn_CqI");

    private PublishedKeys() {}

    public static boolean contains(JWK key) {
        return THUMBPRINTS.contains(thumbprint(key));
    }

    /** RFC 7638 section 3. JWK.computeThumbprint would load a JSON library for these names and base64url values. */
    private static String thumbprint(JWK key) {
        StringJoiner json = new StringJoiner(",", "{", "}");
        for (Map.Entry<String, ?> parameter : key.getRequiredParams().entrySet()) {
            json.add("\"" + parameter.getKey() + "\":\"" + parameter.getValue() + "\"");
        }
        return Sha256.base64Url(json.toString());
    }

    static int count() {
        return THUMBPRINTS.size();
    }
}
