package dev.gatehouse.samples.tasklist.demo;

import static dev.gatehouse.samples.tasklist.web.JsonText.variables;

import dev.gatehouse.samples.tasklist.web.JsonText;
import java.util.Map;

/** The sample cases of the demo. */
public final class DemoCases {

    private static final String DEMO = "demo";
    private static final String ACT = "act";

    public void invoices(DemoInstances invoices) {
        String approve = "approve-invoice";
        String transfer = "transfer-payment";
        invoices.begin(invoice("Harbour Cranes Ltd", "HC-2317", 12_650))
                .open(approve, 0.1, task -> task.dueDate(invoices.days(3)));
        invoices.begin(invoice("Northwind Paper", "NP-0452", 287.9))
                .open(approve, 0.4, task -> task.dueDate(invoices.days(7)));
        invoices.begin(invoice("Brightside Cleaning", "2026-118", 1_940))
                .open(
                        approve,
                        1.2,
                        task -> task.assignee(DEMO).dueDate(invoices.days(1)).followUpDate(invoices.days(0.5)));
        invoices.begin(invoice("Copper & Sons", "CS-97", 5_300.75))
                .open(approve, 2.5, task -> task.assignee(ACT).dueDate(invoices.days(-1)));
        invoices.begin(invoice("Skyline Catering", "SKY-3301", 860))
                .done(approve, 4, 3.5, DEMO, variables("decision", "approve", "comment", "Summer party, as agreed."))
                .open(transfer, 3.5, task -> task.dueDate(invoices.days(4)));
        invoices.begin(invoice("Metro Office Rent", "R-11", 22_000))
                .done(approve, 6, 5.2, DEMO, variables("decision", "approve"))
                .open(transfer, 5.2, task -> task.assignee(ACT).dueDate(invoices.days(0.3)));
        invoices.begin(invoice("Harbour Cranes Ltd", "HC-2305", 7_115.2))
                .done(
                        approve,
                        14,
                        13,
                        ACT,
                        variables("decision", "reject", "comment", "The crane was never delivered."));
        invoices.begin(invoice("Brightside Cleaning", "2026-101", 1_940)).canceled(approve, 20, 18);
    }

    public void newColleagues(DemoInstances colleagues) {
        String order = "order-equipment";
        String plan = "plan-first-day";
        colleagues
                .begin(colleague("Sales", "2026-12-15"))
                .open(order, 0.8, task -> task.dueDate(colleagues.days(10)).followUpDate(colleagues.days(2)));
        colleagues
                .begin(colleague("Warehouse", "2027-01-04"))
                .open(order, 1.9, task -> task.assignee(DEMO).dueDate(colleagues.days(14)));
        colleagues
                .begin(colleague("Finance", "2026-12-01"))
                .done(order, 9, 8, ACT, variables("laptop", "standard", "monitors", 2, "headset", true))
                .open(plan, 8, task -> task.dueDate(colleagues.days(2)));
        colleagues
                .begin(colleague("Engineering", "2026-12-01"))
                .done(order, 12, 11.5, DEMO, variables("laptop", "workstation", "monitors", 2, "headset", true))
                .open(plan, 11.5, task -> task.assignee(DEMO).dueDate(colleagues.days(2)));
        colleagues
                .begin(colleague("Marketing", "2026-11-02"))
                .done(order, 40, 38, DEMO, variables("laptop", "light", "monitors", 1, "headset", false))
                .done(plan, 38, 30, ACT, variables("welcomeLunch", true));
        colleagues.begin(colleague("Legal", "2026-11-16")).canceled(order, 33, 31);
    }

    public void claims(DemoInstances claims) {
        String assess = "assess-claim";
        String release = "release-payout";
        claims.begin(claim("HH-20118", "Burst pipe in the kitchen", 4_200))
                .open(assess, 0.2, task -> task.dueDate(claims.days(5)));
        claims.begin(claim("HH-31177", "Hail on the conservatory", 9_800))
                .open(
                        assess,
                        1.1,
                        task -> task.assignee(DEMO)
                                .dueDate(claims.days(2))
                                .followUpDate(claims.days(1))
                                .localVariables(Map.of("surveyorReport", JsonText.quote(surveyorReport()))));
        claims.begin(claim("CA-04410", "Rear-end collision in a car park", 2_350))
                .open(assess, 2.2, task -> task.assignee(ACT).dueDate(claims.days(-0.5)));
        claims.begin(claim("HH-11902", "Bicycle stolen from the cellar", 1_150))
                .done(assess, 7, 5, ACT, variables("cause", "theft", "covered", true, "payout", 950))
                .open(release, 5, task -> task.dueDate(claims.days(1)));
        claims.begin(claim("BU-70093", "Fire in the paint shop", 148_000))
                .done(assess, 21, 16, DEMO, variables("cause", "fire", "covered", true, "payout", 131_500))
                .open(
                        release,
                        16,
                        task -> task.followUpDate(claims.days(6))
                                .localVariables(Map.of("surveyorReport", JsonText.quote(surveyorReport()))));
        claims.begin(claim("HH-27745", "Laptop dropped by its owner", 1_600))
                .done(assess, 6, 4.4, ACT, variables("cause", "other", "covered", false, "payout", 0))
                .open("explain-refusal", 4.4, task -> task.dueDate(claims.days(3)));
        claims.begin(claim("CA-01299", "Stone chip in the windscreen", 420))
                .done(assess, 30, 29, DEMO, variables("cause", "other", "covered", true, "payout", 420))
                .done(release, 29, 28, DEMO, Map.of());
        claims.begin(claim("HH-09961", "Storm damage, reported twice", 3_000)).canceled(assess, 24, 23);
    }

    public void journeys(DemoInstances journeys) {
        String approve = "approve-travel";
        String book = "book-travel";
        journeys.begin(journey("Lisbon", "Trade fair", 1_480))
                .open(approve, 0.3, task -> task.dueDate(journeys.days(2)));
        journeys.begin(journey("Vienna", "Customer workshop", 620))
                .open(approve, 0.9, task -> task.assignee(DEMO).dueDate(journeys.days(1)));
        journeys.begin(journey("Oslo", "Audit of the branch office", 1_120))
                .open(approve, 1.7, task -> task.candidateUsers(DEMO).followUpDate(journeys.days(4)));
        journeys.begin(journey("Turin", "Training", 890))
                .done(approve, 5, 4.6, DEMO, variables("approved", true, "travelClass", "rail"))
                .open(book, 4.6, task -> task.dueDate(journeys.days(6)));
        journeys.begin(journey("Nairobi", "Opening of the new site", 3_950))
                .done(approve, 3, 2.1, ACT, variables("approved", true, "travelClass", "premium"))
                .open(book, 2.1, task -> task.assignee(ACT).dueDate(journeys.days(9)));
        journeys.begin(journey("Boston", "Conference", 2_700)).canceled(approve, 17, 16);
    }

    public void complaints(DemoInstances complaints) {
        String call = "call-customer";
        String answer = "write-answer";
        complaints
                .begin(complaint("C-5501", "Delivery arrived with a dented lid"))
                .open(call, 0.05, task -> task.dueDate(complaints.days(0.5)));
        complaints
                .begin(complaint("C-5498", "Charged twice for one order"))
                .open(call, 0.6, task -> task.assignee(ACT).dueDate(complaints.days(0.2)));
        complaints
                .begin(complaint("C-5477", "Wrong colour"))
                .done(call, 2, 1.5, ACT, variables("result", "Customer keeps it for half the price."))
                .open(answer, 1.5, task -> task.assignee(DEMO));
        complaints
                .begin(complaint("C-5460", "Nobody answers the telephone"))
                .done(call, 4, 3.1, DEMO, variables("result", "Apologised; wants it in writing."))
                .open(answer, 3.1, task -> task.dueDate(complaints.days(-1)));
    }

    private static Map<String, String> invoice(String supplier, String number, double amount) {
        return variables(
                "supplier",
                supplier,
                "invoiceNumber",
                number,
                "amount",
                amount,
                "taskContextDisplayName",
                supplier + ", " + number);
    }

    private static Map<String, String> colleague(String department, String firstDay) {
        return variables(
                "department",
                department,
                "firstDay",
                firstDay,
                "taskContextDisplayName",
                "New colleague in " + department);
    }

    private static Map<String, String> claim(String policy, String damage, int amount) {
        return variables(
                "policyNumber",
                policy,
                "damage",
                damage,
                "claimedAmount",
                amount,
                "taskContextDisplayName",
                policy + ": " + damage);
    }

    private static Map<String, String> journey(String destination, String purpose, int cost) {
        return variables(
                "destination",
                destination,
                "purpose",
                purpose,
                "estimatedCost",
                cost,
                "taskContextDisplayName",
                destination + ", " + purpose);
    }

    private static Map<String, String> complaint(String number, String subject) {
        return variables("complaintNumber", number, "subject", subject, "taskContextDisplayName", subject);
    }

    /** Longer than the preview of a variable in the API. */
    private static String surveyorReport() {
        StringBuilder report = new StringBuilder("Report of the surveyor\n");
        String[] findings = {
            "The frame shows dents of 8 to 12 mm in an even pattern, which fits the direction of the wind that night.",
            "The sealing is original and without earlier repairs; there is no sign of wear that matters for the claim.",
            "Moisture was measured at three heights and lies within the usual range for a building of this age.",
            "The owner handed over dated photographs; the file dates agree with the weather record.",
            "Repair is possible. The estimate of the workshop was compared with two others and is plausible."
        };
        for (int section = 1; report.length() <= 9_000; section++) {
            report.append('\n')
                    .append(section)
                    .append(". ")
                    .append(findings[section % findings.length])
                    .append('\n');
        }
        return report.append("\nEnd of the report").toString();
    }
}
