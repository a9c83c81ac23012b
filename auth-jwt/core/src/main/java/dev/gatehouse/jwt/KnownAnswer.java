package dev.gatehouse.jwt;

import com.nimbusds.jose.JOSEException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key, a right signature with it and wrong ones, for each algorithm. The private halves were thrown away when this was made.
 *
 * @param check checks with the key
 * @param key the key as the JCA knows it; {@code null} for a shared secret
 * @param right the right signature of the {@linkplain #input() input}
 * @param wrong signatures of the same key that are right for something else: another hash, another padding, another length of the salt
 */
record KnownAnswer(SignatureCheck check, @Nullable PublicKey key, byte[] right, List<byte[]> wrong) {

    private static final String RSA_KEY =
            "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAp2B-C9NJ0MXUTt8sYn1xvLGVo7XMsLDMW9BQ7LnwsehRwR6v9dLG4-4dS8DC4tq3hLdecsCkq4GYmlsvMnM5cT2esoxaQ_PkQpqVfABb_6UtteqkERjumrrtrxIhEOGWco9Q7vMCGCO9QWZ1Wr1lHgZ41cmdjdOjsftTNg1ElwMBoxISn5pbD39d_8Bes6hg29V0or-fukGb_qfb9O4bvGuydfcwOJgSzWZejjOg9ZExqAsUzQm7EIyYorbVADAFpzPM6ajC4l6FIKb36UWaxhSkRAptPIQbgGe3Ib__uKa2IRgjKb4gdXEq8ov5U5aGTXfOKbEBaJEyQtO6v3QPhwIDAQAB";
    private static final String RS256 =
            "C_Yw-qaLXr-U59_m2d5DOiUQFhyZ8yJi6tq9qYkG7QKSWFps_CXbAAwqUJmGuzTrvBoefSd5wXZbxohdTa2GYjKEHbEVeUKWeLtceTw7Q_ZqkIZnp-di70shIcmTCgOWj0eY0EC9QLknrMrJHqqzfeHH5FxaFEH9ISlS3TzFyD0pdeIlLtxe9eE_UFUgxQRCEMeaR7L3Io7UPPiti6xd4wvKGZSHhfsKULS34vVOhNrEfSXoicrTCmaHrF-aIxK1sG3QLLQ3H0F-oNW8WKVhBjtQTHiDvFkzjL6QU0ulT-yI9ANMWX5T_D8YSA-IT7QiWHFv4QMxrlit07JuAlWIMA";
    private static final String RS384 =
            "kRG9HRPF3HE_gz1rGCYM7hLR87E-o4_WgIwOAgWBK6IH_r2PpYDfZ6LdG1GF-Z0qw70oEV9cVNrnidUQPJ5nA3v2xCGBNbLW-0gV-7VzBeCdmAcYnF69bkB9Ufh_pbyF7vsjZ7uE7NPe-gaeyUoN-EeRHob3EnX7NqwxKV_s5KSxCIN1fGwjmXWHScBUjEJ8tsnS1bkYCDmecpuYxbyqb2Sy2nDkyV37SNXgtgfjamzoDv-rAp588sm75kbvFPUOUOKuNrsRk-7RTErebcBJcAGLO1DJFTQpKPpiOAaWuweuy_Imkd_WdnkdfpYNYF7nc1zlBchDas-WzEOtsH8uCg";
    private static final String RS512 =
            "L88KwITxQ9o3-bYzxReUwSh21eQeS97PWr0ahG6drzyx99Z7t3gjhEFPe82Murt_nrX8mCqIw6vo1GUMLCwj9VpCNQ32bWnQOTnRTH9FPzQiyN3nyTRrzRH4GHkh5UIP9uxnqeqbDcfbf_PALCxDClsivKbRxWGk7SlgS6LsZIXBvCJgN4x7etVfzoVsoDgxSXA0SwlvAS8rRr_lCTjhnyswGWVfNG3AZr9iR6gv1W39p4ncXhkc8aVXFYoZY6Fkkf54usBJ3Mqvm-SsxZDo7XyvDO-yqtFco-dhzq1dULWDl2sL9vQiP6bfRsvHu0xGYJoOca_DdfkR1wHBzF9Bww";
    private static final String PS256 =
            "C_O1UMdlP62Fuiyiawmd87L8syTZDO72xa7_TAsid4ynIXg4UU2namNHro2VgTtSeY2Uz_VSXuhdL-qMY7xXNMu8RxPOYiEYEU2Z389dl1tFlkuzgjio-tE9mwKn7MRRLUGZVThYqkjRyxGKvOY8_VGFGYXoCmipQ2ij7FiDGI9MIzuFP2GiM7H5pvdKh_gjEdtPOVhyfMbkfjAoXgTS8_f1EwCdcN5IrUWDElGzEYhbIvIbPMiH9UGctEsn1IZWLpuOdvvohzAD4PFQI1BE_xqJ88Q8ELctO_Wj854J0oCW3wKAevdnEBoVAqc5IuA5CLKAdL9sUmIF3LRbk_NtVg";
    private static final String PS256_WITHOUT_SALT =
            "RypmVil3UGNOXW7XU_aAGvyH9IRX3rQ5OMe6O_8kpfCFisCbE7EW_JBAWbXW-3p_zUav95CJiv_FtofX3MUaRn0coU1Vig05_uXt28gbZodt1KNuowFodSMTVOxdbNzUfgGuZjo9l2RY1n8hDkGZnylBlwAKrBij23JypFigoWr-FyApR67_nAVDbhT3YEmadd35WG9moMtBs8Jk0_2q4fZx-_5TcXq5SW0pPKmlr51P2QwrWhFZMKMen9SORK2NKL_Ajx6YAusMS0Ljk9xgHIyIGPSKjIyABi8UunR1Lner_8qRNNWRsTzOrML0jhDilWYQskOyqkRRf0a3ODj1Kw";
    private static final String PS384 =
            "pYsfBtoXajm1iEOONlNTxuRiXPyp7dj0gUoMva9hYHAdFyd2V0cR9EMJPpehbLV2kcd0B_WTQjVAIIJWCCJ-08Ipq5qwO9XR_VunpygRqQWXP3oxvYnLTEeGuXYsgJw3-fGFgCfJygb28xRz1f4CBi0fnrsL_WVxGUWDE_WGCI6-hC9NmM5U1suKWNmU28Z8ZYzaYDQ06UpS_-1DmD_HJXkUa-WtFgRoUNGe9e7z4PEFea84nx4nL2E_cftNRAgNNQsug0DuGSU4OcF_rSSN61RyMHN0yMyP56FaKrxZKafakQx7jZdhEJCy9NrPDMcbB-I762eP_K0z67j3RDYvyw";
    private static final String PS384_WITHOUT_SALT =
            "h0jn6hPS1ScyEDis1Spd2AtIoh7DL4SwJVlsATRz7tHj_KbMlaQ_BTey2UH2Jqp5qbiLXjaYYXrDCVIHe7kmaTVBNpJJ8KWVLOuVryKnvaxvurMtiH-DPh0sle5dQsTHfuXPpWiEsBBY8LH0tHE6OxvUfOzhOVpam32Ba7IJJy8emwM4hUuQb3qgQTxKwJWxbEB5EEg-DrewiH0X5tUeua4GM98Fe8r-bRZ6VZWzmMeDofyEDSEA2AtZLVh_vZSDEvDYLM8xE2Bk3bP-tD65g5br0MHl3UCRDIf4V4M1a8eW-JX3yaRt-h1sQpmcMfDZobkjv4RkMe_4yj8da4g4DA";
    private static final String PS512 =
            "fQ0-u0m55EuJUaJJHu17AWF7u7jbOO5945Y6JnPZB2UdE7xSNw7BZRA9408zYNK93goupXlEEm_xKfiUEflxAjT2zG4xlC2gVb64trhBh75ReVrEmXIGDr8v055DbpvUF0c-tF8rLNd5-W1XNKMRxfMInvlrZ2jNA9KZPOMqK3RdhAa0AyjDN1BeE-nGsjY4VrbUbOGJQvxCF8LQjrkek_2hWrbIHYjAOt3c8m9qNXN8kyiioT1c0IQhuuBjctsqzjCTA6k8lG946xtzFFLIKAIOFZsDbZXeHQJLHfB33_0xzvCccXVlRat5nqs7E_RkCjN6ZNzAqnhcjTtiWbNxyQ";
    private static final String PS512_WITHOUT_SALT =
            "TVzq85bqGFEWUXknC5DSHXcM6Mz5K4usqZfZsAg8SLu71O6whpGzngW6bRoJCDO_WYNQ25fRXbx0susys2ydqojNNNmCLgVjbh_1A8prcB5KDj5hXwrKoag7tY8i4hLD3u27nM4aenIu4c449Sl7iCgrvrC_3Z-ufooKLsvhWcwwK4qKZmDPdvSFCZKdPSKos28zB53CAaV702leU46XvI8dDHS1Au7xKgYMrJBZjDK1sjf_Vy4MwLmJaAWO1kaN_7idiQUexIp1X8tnPzp0Nal6QFZxoiU68IrvvroiDadMuX4cbF4ggPUzWKRZnqhVfYhklzHMAaod21MrjVdwpQ";
    private static final String P256_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAExvwlkKUAfhD5nNbZtiRJvSBL5gYUxLbN5ILiizu0ck04zy7VCacni11IGv3JtRtJ0X_rMzjmNM-cepc-v-7Yjw";
    private static final String ES256 =
            "krQzyPwrcAY8tf0CdHpxqLvHCQngZZojsd1eyZh6o6z_PSGL-zg-s4c1C38ZsgNwL4mBhT_jH7i5rgTzzSttPw";
    private static final String P384_KEY =
            "MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAEkKgXggt-daOn4gdjLvHRkop7NKMlMC6ewHy-P0vwo_XnwzbpTgL40bliJDDsTNCssphdgG0zDktMgTpLH5PcM6yinzVVfKg7TcheT4UKTuwoBlrKVgo1mAM0nGLJc2nf";
    private static final String ES384 =
            "uEt0JXG4XbXBO4fI3JJhuAQx1U4giFJRHF93dIRjj6WgX1mJvXrnmbO9ulzXEdNlf_RV4Qoipc3sgw97hjawefqdmQfdSa_gyVfGbBPdlGS_ChrqJsJwonyvpnHjQMHT";
    private static final String P521_KEY =
            "MIGbMBAGByqGSM49AgEGBSuBBAAjA4GGAAQBGscrnueRKNDxDvc0zn0ZsMUKDaDh6cxGtNlSYf3qisCJEWN8hnz-nqyiDnkaROIEbjwtXBPmaio0QxjSfpNtl48Ap07o2hdD0OjZcNRUYVjGHEY97LeRE2LWPBcndxO2nfyzWpfvF1ozflrbCx2GwjH06DYEY2j8JfoJCfDr0g0wYhs";
    private static final String ES512 =
            "AYUsYgg9GLn0cwQbyEqbxfWegrZSAtWpxbTVVB0a5g5X33NRhIKX-agdEYhrvgS-Ca_Unex0eurO0scwSZ6y1eVyASg86eoAl11qzKE58gq2apI6Oc-E6jlDCh2GIV7spxPDkrUl5xKnbVNaLjZEUVAe8OUe-ZbgDZE3KV4UOpjBMTUq";
    private static final String ED_KEY = "MCowBQYDK2VwAyEAe11C0mMC1A-J1491qAVsDuueFkJ3hMwTBbGJ7g3d3nI";
    private static final String ED =
            "rzkpvmY0Pq_QD1crLr0g_eMb7usOStnn5fNzA5AHVlS3FXaFlgJD0VQednexb-7rhA0T50yIcwVBZsaAoWAlDg";
    private static final String SECRET =
            "uBeB1aBxLKukfFCDQY72ZKQy0h1MZUb1tgGvdeA2YexX0k1vmpZ4-zT-ilrJjO0jqFliDYIarGbTK0ziIi9xCg";
    private static final String HS256 = "WtDNlI4VXBiRpz6r_e0KAIIfvWPFKkIoNvl4vAav8iM";
    private static final String HS384 = "-eS82Ot9uVnkXBLqMwA4ox0Gk9LDnWwtK0ffiFbzTOPGYxdDGGA230xySpr5rCE7";
    private static final String HS512 =
            "fFPk72iMCdrKW98aVKG8JOrCo8X6KBsAMOBqKX_ee9GctJ4bIrLStz6pf-LUO8OBAFmljBcFJX6YaRU2pPcHdw";

    private static final byte[] INPUT = "a known answer".getBytes(StandardCharsets.UTF_8);

    static KnownAnswer of(SigningAlgorithm algorithm) throws GeneralSecurityException, JOSEException {
        return switch (algorithm) {
            case RS256 -> rsa(RS256, RS384, PS256);
            case RS384 -> rsa(RS384, RS256);
            case RS512 -> rsa(RS512, RS256);
            case PS256 -> rsa(PS256, PS256_WITHOUT_SALT, RS256);
            case PS384 -> rsa(PS384, PS384_WITHOUT_SALT);
            case PS512 -> rsa(PS512, PS512_WITHOUT_SALT);
            case ES256 -> elliptic(P256_KEY, ES256);
            case ES384 -> elliptic(P384_KEY, ES384);
            case ES512 -> elliptic(P521_KEY, ES512);
            case EDDSA, ED25519 -> edwards();
            case HS256 -> secret(HS256, HS512);
            case HS384 -> secret(HS384, HS256);
            case HS512 -> secret(HS512, HS256);
        };
    }

    /** What was signed. */
    static byte[] input() {
        return INPUT.clone();
    }

    private static KnownAnswer rsa(String right, String... wrong) throws GeneralSecurityException {
        PublicKey key = key("RSA", RSA_KEY);
        return answer(new RsaCheck((RSAPublicKey) key), key, right, wrong);
    }

    private static KnownAnswer elliptic(String encoded, String right) throws GeneralSecurityException, JOSEException {
        PublicKey key = key("EC", encoded);
        return answer(new EllipticCheck((ECPublicKey) key), key, right);
    }

    private static KnownAnswer edwards() throws GeneralSecurityException {
        PublicKey key = key("Ed25519", ED_KEY);
        return answer(new EdwardsCheck(key), key, ED);
    }

    /** @param encoded a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7) */
    private static PublicKey key(String type, String encoded) throws GeneralSecurityException {
        return KeyFactory.getInstance(type).generatePublic(new X509EncodedKeySpec(decoded(encoded)));
    }

    private static KnownAnswer secret(String right, String... wrong) {
        return answer(new MacCheck(new SecretKeySpec(decoded(SECRET), "HMAC")), null, right, wrong);
    }

    private static KnownAnswer answer(SignatureCheck check, @Nullable PublicKey key, String right, String... wrong) {
        return new KnownAnswer(
                check,
                key,
                decoded(right),
                List.of(wrong).stream().map(KnownAnswer::decoded).toList());
    }

    private static byte[] decoded(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
