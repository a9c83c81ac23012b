package dev.gatehouse.tasklist.store.jdbc;

import dev.gatehouse.tasklist.store.ProcessDefinition;
import dev.gatehouse.tasklist.store.ProcessDeployment;
import dev.gatehouse.tasklist.store.TaskStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;

/** In-memory stores, each with its own database, and BPMN models. */
public final class TestStores {

    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private TestStores() {}

    public static TaskStore inMemory() {
        // Concurrent tests wait for a lock longer than the two seconds that H2 allows by default.
        return TaskStores.open(StoreOptions.of("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=60000")
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    /**
     * A process with three user tasks: one with an embedded form, one with a deployed form and candidates, one with an
     * assignee.
     */
    public static String bpmn(String processId, String name) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="defs" targetNamespace="http://example.org">
                  <bpmn:process id="%s" name="%s" isExecutable="true">
                    <bpmn:extensionElements>
                      <zeebe:userTaskForm id="reviewForm">{"components":[]}</zeebe:userTaskForm>
                      <zeebe:userTaskForm id="startForm">{"components":[{"type":"text"}]}</zeebe:userTaskForm>
                    </bpmn:extensionElements>
                    <bpmn:subProcess id="sub">
                      <bpmn:startEvent id="innerStart"/>
                    </bpmn:subProcess>
                    <bpmn:startEvent id="start">
                      <bpmn:extensionElements>
                        <zeebe:formDefinition formKey="camunda-forms:bpmn:startForm"/>
                        <zeebe:properties><zeebe:property name="publicAccess" value="true"/></zeebe:properties>
                      </bpmn:extensionElements>
                    </bpmn:startEvent>
                    <bpmn:userTask id="review" name="Review it">
                      <bpmn:extensionElements>
                        <zeebe:formDefinition formKey="camunda-forms:bpmn:reviewForm"/>
                      </bpmn:extensionElements>
                    </bpmn:userTask>
                    <bpmn:userTask id="approve" name="Approve it">
                      <bpmn:extensionElements>
                        <zeebe:formDefinition formId="approval"/>
                        <zeebe:assignmentDefinition candidateGroups="sales, legal" candidateUsers="=expression"/>
                      </bpmn:extensionElements>
                    </bpmn:userTask>
                    <bpmn:userTask id="sign">
                      <bpmn:extensionElements>
                        <zeebe:formDefinition formKey="https://forms.example.org/sign"/>
                        <zeebe:assignmentDefinition assignee="boss" />
                      </bpmn:extensionElements>
                    </bpmn:userTask>
                  </bpmn:process>
                </bpmn:definitions>
                """.formatted(processId, name);
    }

    public static ProcessDefinition deploy(TaskStore store) {
        return store.deploy(ProcessDeployment.of(bpmn("order", "Order")).withKey(100));
    }

    /** Returns a unique name, for a database that is opened twice. */
    static String uniqueName() {
        return UUID.randomUUID().toString();
    }
}
