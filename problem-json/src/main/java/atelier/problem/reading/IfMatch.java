package atelier.problem.reading;

import atelier.problem.FieldError;
import atelier.problem.Problem;
import atelier.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The condition under which a change is made: that the caller knows the current version. Without one, or with {@code *}, every version will do. */
public final class IfMatch {
    /** RFC 9110: visible characters but for the quote; weak ones begin with W/. */
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"[!#-~\\x80-\\xff]*+\"");

    private static final Pattern LIST = Pattern.compile("\\s*+" + TAG + "(?:\\s*+,\\s*+" + TAG + ")*+\\s*+");

    private final boolean all;
    private final List<String> tags;

    private IfMatch(boolean all, List<String> tags) {
        this.all = all;
        this.tags = tags;
    }

    /** Reads the header; a malformed one ends the request with 400. */
    public static IfMatch of(HttpRequest<?> request) {
        List<String> lines = request.getHeaders().getAll(HttpHeaders.IF_MATCH);
        String value = String.join(",", lines);
        if (lines.isEmpty() || value.strip().equals("*")) {
            return new IfMatch(true, List.of());
        }
        if (!LIST.matcher(value).matches()) {
            throw new ProblemException(Problem.invalidHeaders(List.of(new FieldError(
                    HttpHeaders.IF_MATCH, "must be * or versions in quotes as ETag gives them, for example \"7\""))));
        }
        return new IfMatch(
                false, TAG.matcher(value).results().map(MatchResult::group).toList());
    }

    /** Whether a change of this version was asked for. Weak tags never match: they do not promise that nothing has changed. */
    public boolean allows(long version) {
        return all || tags.contains(etag(version));
    }

    /** A version as {@code ETag} tells it. */
    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}
