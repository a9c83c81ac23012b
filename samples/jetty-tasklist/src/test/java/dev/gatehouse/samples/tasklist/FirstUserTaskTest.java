package dev.gatehouse.samples.tasklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gatehouse.samples.tasklist.demo.FirstUserTask;
import dev.gatehouse.samples.tasklist.web.Resources;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstUserTaskTest {

    private static String model(String process) {
        return "<definitions xmlns='http://www.omg.org/spec/BPMN/20100524/MODEL'><process id='p'>" + process
                + "</process></definitions>";
    }

    private static String flow(String from, String to) {
        return "<sequenceFlow id='" + from + "-" + to + "' sourceRef='" + from + "' targetRef='" + to + "'/>";
    }

    @ParameterizedTest
    @CsvSource({
        "invoice-approval-v2, approve-invoice",
        "employee-onboarding, order-equipment",
        "insurance-claim, assess-claim",
        "travel-request, approve-travel",
        "customer-complaint, call-customer"
    })
    void modelOfTheDemonstration_beginsWithThisTask(String model, String task) {
        assertEquals(Optional.of(task), FirstUserTask.of(Resources.text("/demo/" + model + ".bpmn")));
    }

    @Test
    void nearestTask_countsWhateverTheOrderInTheFile() {
        String process = "<userTask id='far'/>" + flow("g", "t") + flow("t", "far") + flow("s", "g") + flow("g", "s")
                + flow("g", "near") + "<userTask id='near'/><exclusiveGateway id='g'/><startEvent id='s'/>";
        assertEquals(Optional.of("near"), FirstUserTask.of(model(process)));
    }

    @Test
    void subprocess_isEntered() {
        String process = "<startEvent id='s'/>" + flow("s", "sub") + "<subProcess id='sub'><startEvent id='in'/>"
                + flow("in", "inner") + "<userTask id='inner'/></subProcess>";
        assertEquals(Optional.of("inner"), FirstUserTask.of(model(process)));
    }

    @Test
    void taskThatTheStartDoesNotReach_isNone() {
        String process = "<startEvent id='s'/>" + flow("s", "end") + "<endEvent id='end'/><userTask id='other'/>";
        assertEquals(Optional.empty(), FirstUserTask.of(model(process)));
        assertEquals(Optional.empty(), FirstUserTask.of(model("")));
    }

    @Test
    void entity_isNotResolved() {
        String model = "<!DOCTYPE definitions [<!ENTITY e SYSTEM 'file:/etc/hostname'>]>" + model("<text>&e;</text>");
        assertThrows(IllegalArgumentException.class, () -> FirstUserTask.of(model));
    }
}
