package dev.gatehouse.samples.tasklist.demo;

import static dev.gatehouse.samples.tasklist.web.JsonText.variables;

import dev.gatehouse.samples.tasklist.web.Resources;
import dev.gatehouse.tasklist.store.FormDeployment;
import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Clock;
import java.time.Instant;

/** Sample processes, forms and tasks. Storing them again changes nothing, even after tasks were completed. */
public final class DemoData {

    private final TaskStore store;
    private final Instant now;

    private DemoData(TaskStore store, Instant now) {
        this.store = store;
        this.now = now;
    }

    /** Stores the missing ones. */
    public static void load(TaskStore store, Clock clock) {
        DemoData data = new DemoData(store, clock.instant());
        data.forms();
        data.oldInvoices(data.deploy("invoice-approval-v1", 2001));
        DemoCases cases = new DemoCases();
        cases.invoices(data.instances(data.deploy("invoice-approval-v2", 2002), 3100));
        cases.newColleagues(data.instances(data.deploy("employee-onboarding", 2003), 3200));
        cases.claims(data.instances(data.deploy("insurance-claim", 2004), 3300));
        cases.journeys(data.instances(data.deploy("travel-request", 2005), 3400));
        cases.complaints(data.instances(data.deploy("customer-complaint", 2006), 3500));
    }

    private void forms() {
        for (String id : new String[] {"equipment-order", "claim-assessment", "travel-request"}) {
            store.deploy(FormDeployment.of(id, Resources.text("/demo/" + id + ".form")));
        }
    }

    private ProcessDefinition deploy(String name, long key) {
        return store.deploy(
                ProcessDeployment.of(Resources.text("/demo/" + name + ".bpmn")).withKey(key));
    }

    private DemoInstances instances(ProcessDefinition process, long firstKey) {
        return new DemoInstances(store, process, now, firstKey);
    }

    /** Instances of the first version of the process: ended ones and one that is still active. */
    private void oldInvoices(ProcessDefinition process) {
        DemoInstances invoices = instances(process, 3000);
        invoices.begin(variables("supplier", "Harbour Cranes Ltd", "invoiceNumber", "HC-2291", "amount", 18_400))
                .done("approve-invoice", 64, 63, "demo", variables("decision", "approve"))
                .done("transfer-payment", 63, 60, "act", variables("iban", "DE02120300000000202051"));
        invoices.begin(variables("supplier", "Northwind Paper", "invoiceNumber", "NP-0417", "amount", 312.5))
                .done("approve-invoice", 58, 57, "act", variables("decision", "approve"))
                .open("transfer-payment", 57, task -> task.assignee("act").dueDate(invoices.days(-27)));
        invoices.begin(variables("supplier", "Copper & Sons", "invoiceNumber", "CS-88", "amount", 940))
                .canceled("approve-invoice", 51, 49);
    }
}
