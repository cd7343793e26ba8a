package atelier.problem.reading;

import java.util.Optional;

/**
 * What a text from outside has to keep to.
 *
 * @param maxLength in characters as people count them (code points)
 * @param lines whether line breaks and tabs are allowed; other control characters never are
 */
record TextRule(int maxLength, boolean lines) {

    /** Why {@code text} is refused, as the end of a sentence that begins with the field. */
    Optional<String> broken(String text) {
        if (text.codePoints().allMatch(TextRule::unseen)) {
            return Optional.of("must not be blank");
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            return Optional.of("must have at most " + maxLength + " characters");
        }
        if (text.codePoints().anyMatch(this::forbidden)) {
            return Optional.of("must not hold control characters or broken surrogates");
        }
        return Optional.empty();
    }

    /** Spaces of every width, line breaks, joiners and direction marks: alone they are nothing that anybody could read. */
    private static boolean unseen(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private boolean forbidden(int character) {
        boolean lineBreak = character == '\n' || character == '\r' || character == '\t';
        return switch (Character.getType(character)) {
            case Character.CONTROL -> !(lines && lineBreak);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> !lines;
            case Character.SURROGATE -> true;
            default -> false;
        };
    }
}
