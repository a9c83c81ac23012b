package dev.gatehouse.tasklist.store.jdbc.bpmn;

import dev.gatehouse.spi.stability.Internal;
import dev.gatehouse.tasklist.store.FormLink;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads one BPMN model. A document type is refused, so there are no entities to expand or fetch.
 *
 * @since 0.1
 */
@Internal
public final class BpmnReader {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String ZEEBE = "http://camunda.org/schema/zeebe/1.0";

    private final Map<String, BpmnModel.UserTask> userTasks = new LinkedHashMap<>();
    private final Map<String, String> forms = new LinkedHashMap<>();
    private final Element start = new Element();
    private @Nullable String processId;
    private @Nullable String processName;
    private boolean inProcess;
    private int subProcesses;
    private @Nullable Element current;

    /** The extension elements of a start event or user task. */
    private static final class Element {
        private @Nullable String id;
        private @Nullable String name;
        private @Nullable FormLink form;
        private @Nullable String assignee;
        private List<String> users = List.of();
        private List<String> groups = List.of();
        private boolean open;
    }

    public BpmnModel read(String xml) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> begin(reader);
                    case XMLStreamConstants.END_ELEMENT -> end(reader);
                    case XMLStreamConstants.DTD ->
                        throw new IllegalArgumentException(
                                "invalid BPMN model: a document type (DOCTYPE) is not allowed");
                    default -> {}
                }
            }
        } catch (XMLStreamException malformed) {
            throw new IllegalArgumentException(
                    "invalid BPMN model: not well-formed XML: " + malformed.getMessage(), malformed);
        }
        if (processId == null) {
            throw new IllegalArgumentException("invalid BPMN model: expected one executable process, found none");
        }
        return new BpmnModel(processId, processName, start.form, start.open, Map.copyOf(userTasks), Map.copyOf(forms));
    }

    private void begin(XMLStreamReader reader) throws XMLStreamException {
        if (BPMN.equals(reader.getNamespaceURI())) {
            switch (reader.getLocalName()) {
                case "process" -> beginProcess(reader);
                case "userTask" -> beginElement(reader, new Element());
                case "subProcess", "transaction", "adHocSubProcess" -> subProcesses++;
                case "startEvent" -> beginElement(reader, isStartOfProcess() ? start : new Element());
                default -> {}
            }
        } else if (inProcess && ZEEBE.equals(reader.getNamespaceURI())) {
            extension(reader);
        }
    }

    private void beginProcess(XMLStreamReader reader) {
        inProcess = "true".equals(reader.getAttributeValue(null, "isExecutable"));
        if (!inProcess) {
            return;
        }
        if (processId != null) {
            throw new IllegalArgumentException(
                    "invalid BPMN model: expected one executable process, found more than one");
        }
        processId = required(reader, "id");
        processName = reader.getAttributeValue(null, "name");
    }

    private void beginElement(XMLStreamReader reader, Element element) {
        if (inProcess) {
            element.id = required(reader, "id");
            element.name = reader.getAttributeValue(null, "name");
            current = element;
        }
    }

    private boolean isStartOfProcess() {
        return start.id == null && subProcesses == 0;
    }

    private void end(XMLStreamReader reader) {
        if (!BPMN.equals(reader.getNamespaceURI())) {
            return;
        }
        switch (reader.getLocalName()) {
            case "process" -> inProcess = false;
            case "subProcess", "transaction", "adHocSubProcess" -> subProcesses--;
            case "startEvent" -> current = null;
            case "userTask" -> {
                endUserTask();
                current = null;
            }
            default -> {}
        }
    }

    private void endUserTask() {
        Element element = current;
        if (element != null && element.id != null) {
            String name = element.name == null || element.name.isBlank() ? element.id : element.name;
            userTasks.put(
                    element.id,
                    new BpmnModel.UserTask(name, element.form, element.assignee, element.users, element.groups));
        }
    }

    private void extension(XMLStreamReader reader) throws XMLStreamException {
        Element element = current;
        String name = reader.getLocalName();
        if (name.equals("userTaskForm")) {
            forms.put(required(reader, "id"), reader.getElementText());
        } else if (element != null) {
            switch (name) {
                case "formDefinition" -> element.form = form(reader);
                case "assignmentDefinition" -> {
                    element.assignee = literal(reader.getAttributeValue(null, "assignee"));
                    element.users = list(reader.getAttributeValue(null, "candidateUsers"));
                    element.groups = list(reader.getAttributeValue(null, "candidateGroups"));
                }
                case "property" ->
                    element.open |= "publicAccess".equals(reader.getAttributeValue(null, "name"))
                            && "true".equals(reader.getAttributeValue(null, "value"));
                default -> {}
            }
        }
    }

    private static @Nullable FormLink form(XMLStreamReader reader) {
        String id = literal(reader.getAttributeValue(null, "formId"));
        String key = literal(reader.getAttributeValue(null, "formKey"));
        if (id != null) {
            return FormLink.deployed(id, null);
        }
        if (key == null) {
            return null;
        }
        return key.startsWith(FormLink.EMBEDDED_PREFIX)
                ? FormLink.embedded(key.substring(FormLink.EMBEDDED_PREFIX.length()))
                : FormLink.custom(key);
    }

    /** Returns a literal value, or null for an expression, which only an engine can evaluate. */
    private static @Nullable String literal(@Nullable String text) {
        return text == null || text.isBlank() || text.startsWith("=") ? null : text;
    }

    private static List<String> list(@Nullable String text) {
        String literal = literal(text);
        if (literal == null) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (String part : literal.split(",")) {
            if (!part.isBlank()) {
                names.add(part.strip());
            }
        }
        return List.copyOf(names);
    }

    private static String required(XMLStreamReader reader, String attribute) {
        String value = reader.getAttributeValue(null, attribute);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(
                    "invalid BPMN model: <" + reader.getLocalName() + "> has no attribute " + attribute);
        }
        return value;
    }
}
