package dev.gatehouse.samples.tasklist;

import dev.gatehouse.tasklist.store.FormLink;
import java.util.HashMap;
import java.util.Map;

/** Tasks with forms and values that a page easily damages. Each test has its own task. */
final class FormCases {

    private static final String COMMENT = """
            {"type":"textfield","id":"f-comment","key":"comment","label":"Comment"}""";
    private static final String COUNTED = """
            {"type":"number","id":"f-big","key":"big","label":"Big number"},
            {"type":"number","id":"f-rate","key":"rate","label":"Rate"},
            {"type":"textfield","id":"f-tags","key":"tags","label":"Tags"},
            {"type":"textfield","id":"f-gone","key":"gone","label":"Nothing"}""";
    private static final String ORDER = """
            {"type":"number","id":"f-amount","key":"order.amount","label":"Amount"},
            {"type":"dynamiclist","id":"f-lines","path":"lines","label":"Lines",
             "isRepeating":true,"allowAddRemove":true,"defaultRepetitions":1,
             "components":[{"type":"textfield","id":"f-text","key":"text","label":"Text"}]}""";
    private static final String CONDITIONS = """
            {"type":"radio","id":"f-kind","key":"kind","label":"Kind","values":[{"label":"Private","value":"private"},
             {"label":"Company","value":"company"}],"validate":{"required":true}},
            {"type":"group","id":"f-company","path":"company","label":"Company","showOutline":true,
             "conditional":{"hide":"=kind != \\"company\\""},"components":[
             {"type":"textfield","id":"f-vat","key":"vat","label":"VAT number",
              "validate":{"required":true,"minLength":5}}]},
            {"type":"select","id":"f-country","key":"country","label":"Country","valuesKey":"countries"},
            {"type":"checkbox","id":"f-agreed","key":"agreed","label":"Agreed"}""";
    private static final String TIMES = """
            {"type":"datetime","id":"f-pickup","key":"pickup","subtype":"datetime","dateLabel":"Pick-up date",
             "timeLabel":"Pick-up time","timeSerializingFormat":"utc_offset","timeInterval":15,"use24h":true},
            {"type":"datetime","id":"f-fixed","key":"fixed","subtype":"datetime","dateLabel":"Fixed date",
             "timeLabel":"Fixed time","timeSerializingFormat":"utc_offset","timeInterval":15,"use24h":true}""";

    private FormCases() {}

    /** Stores the tasks and returns their ids by name. */
    static Map<String, String> store(PageCases cases) {
        cases.form("counted", COUNTED, COMMENT)
                .form("order", ORDER)
                .form("conditions", CONDITIONS)
                .form("times", TIMES, COMMENT)
                .form("bound", "{\"type\":\"textfield\",\"id\":\"a\",\"key\":\"a\",\"label\":\"Old field\"}")
                .form("bound", "{\"type\":\"textfield\",\"id\":\"b\",\"key\":\"b\",\"label\":\"New field\"}");
        Map<String, String> ids = new HashMap<>();
        Map<String, String> numbers =
                Map.of("big", "9007199254740993", "rate", "1.0", "tags", "[\"a\"]", "unseen", "12345678901234567890");
        for (String name : new String[] {"untouched", "touched", "draft", "typed", "refreshed"}) {
            ids.put(name, cases.task(name, "counted", numbers));
        }
        Map<String, String> order = Map.of(
                "order", "{\"id\":9007199254740993,\"amount\":1.50,\"labels\":[\"x\"]}",
                "lines", "[{\"text\":\"one\",\"number\":1.0},{\"text\":\"two\",\"number\":9007199254740993}]");
        ids.put("member", cases.task("member", "order", order));
        ids.put("row", cases.task("row", "order", order));
        Map<String, String> countries =
                Map.of("countries", "[{\"label\":\"France\",\"value\":\"fr\"},{\"label\":\"Peru\",\"value\":\"pe\"}]");
        ids.put("company", cases.task("company", "conditions", countries));
        ids.put("private", cases.task("private", "conditions", countries));
        Map<String, String> times =
                Map.of("pickup", "\"2026-03-01T10:00+05:30\"", "fixed", "\"2026-03-01T10:00:00.000+0530\"");
        ids.put("time", cases.task("time", "times", times));
        ids.put("times", cases.task("times", "times", times));
        ids.put("old", cases.task("old", FormLink.deployed("bound", 1L), Map.of()));
        ids.put("new", cases.task("new", FormLink.deployed("bound", 2L), Map.of()));
        ids.put("missing", cases.task("missing", FormLink.deployed("nowhere", 1L), Map.of()));
        ids.put("custom", cases.task("custom", FormLink.custom("app:react-form"), Map.of()));
        ids.put("conflict", cases.task("conflict", "counted", numbers));
        return ids;
    }
}
