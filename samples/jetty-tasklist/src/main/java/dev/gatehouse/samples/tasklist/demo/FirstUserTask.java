package dev.gatehouse.samples.tasklist.demo;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the user task of a BPMN model that is nearest to its start event, along the sequence flows and into
 * subprocesses. Conditions and other elements are passed by.
 */
public final class FirstUserTask {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";

    private final Map<String, List<String>> next = new HashMap<>();
    private final Set<String> userTasks = new HashSet<>();
    private final Deque<String> begun = new ArrayDeque<>();

    private FirstUserTask() {}

    /** Returns the id of the user task; empty if the start event leads to none. */
    public static Optional<String> of(String bpmnXml) {
        FirstUserTask search = new FirstUserTask();
        try {
            search.read(bpmnXml);
        } catch (XMLStreamException invalid) {
            throw new IllegalArgumentException("the model is not XML", invalid);
        }
        return search.find();
    }

    private void read(String bpmnXml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(bpmnXml));
        Deque<String> parents = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String parent = parents.isEmpty() ? "" : parents.peek();
                String id = reader.getAttributeValue(null, "id");
                parents.push(id == null ? "" : id);
                if (BPMN.equals(reader.getNamespaceURI())) {
                    element(reader, parent);
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                parents.pop();
            }
        }
    }

    private void element(XMLStreamReader reader, String parent) {
        String id = reader.getAttributeValue(null, "id");
        switch (reader.getLocalName()) {
            case "sequenceFlow" ->
                connect(reader.getAttributeValue(null, "sourceRef"), reader.getAttributeValue(null, "targetRef"));
            case "startEvent" -> {
                begun.add(id);
                connect(parent, id);
            }
            case "userTask" -> userTasks.add(id);
            default -> {
                // Only its flows count.
            }
        }
    }

    private void connect(String from, String to) {
        next.computeIfAbsent(from, any -> new ArrayList<>()).add(to);
    }

    private Optional<String> find() {
        // The start event of the process comes before those of its subprocesses.
        Deque<String> open = new ArrayDeque<>();
        if (!begun.isEmpty()) {
            open.add(begun.peek());
        }
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String element = open.poll();
            if (userTasks.contains(element)) {
                return Optional.of(element);
            }
            if (seen.add(element)) {
                open.addAll(next.getOrDefault(element, List.of()));
            }
        }
        return Optional.empty();
    }
}
