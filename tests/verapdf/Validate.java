import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.VeraPDFFoundry;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.processor.reports.enums.JobEndStatus;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Validates PDF files against PDF/UA-1 with the veraPDF engine.
 *
 * <p>Says {@code {"rules": 106}} when it is ready. Then reads one path a line from standard input
 * and answers each with one line of JSON: {@code {"compliant": …, "checks": …, "failures": […]}},
 * or {@code {"error": …}} for a file it could not judge. Ends when its input does.
 */
public final class Validate {
    private static final PDFAFlavour FLAVOUR = PDFAFlavour.PDFUA_1;
    private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";
    private static final int PLACES_SHOWN = 5;

    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        ValidationProfile profile = readProfile();
        ObjectMapper json = new ObjectMapper();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println(json.writeValueAsString(Map.of("rules", profile.getRules().size())));
        for (String path = in.readLine(); path != null; path = in.readLine()) {
            out.println(json.writeValueAsString(answer(new File(path), profile)));
        }
    }

    private static Map<String, Object> answer(File pdf, ValidationProfile profile) {
        try {
            return validate(pdf, profile);
        } catch (Exception | StackOverflowError fault) {
            Throwable cause = fault;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return Map.of("error", fault + (cause == fault ? "" : ": " + cause));
        }
    }

    private static Map<String, Object> validate(File pdf, ValidationProfile profile)
            throws Exception {
        VeraPDFFoundry foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(pdf, FLAVOUR);
                PDFAValidator validator =
                        foundry.createValidator(profile, PLACES_SHOWN, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getJobEndStatus() != JobEndStatus.NORMAL) {
                return Map.of("error", "validation ended early: " + result.getJobEndStatus());
            }
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("compliant", result.isCompliant());
            answer.put("checks", result.getTotalAssertions());
            answer.put("failures", failures(result));
            return answer;
        }
    }

    /** One entry a broken rule: which one, how often, and the first few places. */
    private static List<Map<String, Object>> failures(ValidationResult result) {
        Map<RuleId, List<String>> places = new LinkedHashMap<>();
        Map<RuleId, String> descriptions = new LinkedHashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                RuleId rule = assertion.getRuleId();
                String detail = assertion.getErrorMessage();
                String place = assertion.getLocation().getContext();
                descriptions.putIfAbsent(rule, assertion.getMessage());
                places.computeIfAbsent(rule, key -> new ArrayList<>())
                        .add(detail == null ? place : place + ": " + detail);
            }
        }
        List<Map<String, Object>> failures = new ArrayList<>();
        result.getFailedChecks().forEach((rule, count) -> {
            Map<String, Object> failure = new LinkedHashMap<>();
            failure.put("clause", rule.getClause());
            failure.put("test", rule.getTestNumber());
            failure.put("description", descriptions.get(rule));
            failure.put("count", count);
            failure.put("places", places.getOrDefault(rule, List.of()));
            failures.add(failure);
        });
        return failures;
    }

    /*
     * The engine reads its profiles with JAXB. Java has not brought JAXB since version 11, and the
     * archive we use holds only half of it, so the one profile we need is read here.
     */
    private static ValidationProfile readProfile()
            throws IOException, ParserConfigurationException, SAXException {
        Element root;
        try (InputStream xml = Validate.class.getResourceAsStream(PROFILE)) {
            if (xml == null) {
                throw new IOException("the engine has no " + PROFILE);
            }
            root = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder().parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"))) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(child(root, "variables"))) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"), variable.getAttribute("object"),
                    text(variable, "defaultValue"), text(variable, "value")));
        }
        Element details = child(root, "details");
        return Profiles.profileFromValues(
                FLAVOUR,
                Profiles.profileDetailsFromValues(
                        text(details, "name"), text(details, "description"),
                        details.getAttribute("creator"), new Date(0)),
                "", rules, variables);
    }

    private static Rule readRule(Element rule) throws IOException {
        Element id = child(rule, "id");
        Element error = child(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(child(error, "arguments"))) {
            arguments.add(ErrorArgumentImpl.fromValues(
                    argument.getTextContent(),
                    argument.hasAttribute("name") ? argument.getAttribute("name") : null, null));
        }
        List<Reference> references = new ArrayList<>();
        for (Element reference : children(child(rule, "references"))) {
            references.add(Profiles.referenceFromValues(
                    reference.getAttribute("specification"), reference.getAttribute("clause")));
        }
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments), references);
    }

    private static String text(Element parent, String name) throws IOException {
        return child(parent, name).getTextContent();
    }

    private static Element child(Element parent, String name) throws IOException {
        for (Element element : children(parent)) {
            if (element.getTagName().equals(name)) {
                return element;
            }
        }
        throw new IOException(PROFILE + ": <" + parent.getTagName() + "> has no <" + name + ">");
    }

    private static List<Element> children(Element parent) {
        List<Element> elements = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element) {
                elements.add((Element) node);
            }
        }
        return elements;
    }
}
