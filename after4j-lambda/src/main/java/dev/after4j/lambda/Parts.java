package dev.after4j.lambda;

import dev.after4j.app.Part;
import dev.after4j.app.Signal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.fileupload2.core.AbstractFileUpload;
import org.apache.commons.fileupload2.core.DiskFileItem;
import org.apache.commons.fileupload2.core.DiskFileItemFactory;
import org.apache.commons.fileupload2.core.FileItemInput;
import org.apache.commons.fileupload2.core.FileItemInputIterator;
import org.apache.commons.fileupload2.core.FileUploadException;
import org.apache.commons.fileupload2.core.RequestContext;
import org.jspecify.annotations.Nullable;

/** The parts of a multipart body, which is in memory already. */
final class Parts extends AbstractFileUpload<Parts.Body, DiskFileItem, DiskFileItemFactory> {
    private static final int MOST = 1_000;

    private Parts() {
        setHeaderCharset(StandardCharsets.UTF_8);
    }

    /** Throws what {@link dev.after4j.app.spi.Exchange#parts} does. */
    static List<Part> read(@Nullable String contentType, byte[] body, long maxBytes) {
        if (body.length > maxBytes)
            throw Signal.of(413, "The body of a request is at most " + maxBytes + " bytes here");
        List<Part> parts = new ArrayList<>();
        try {
            Parts parser = new Parts();
            FileItemInputIterator items = parser.getItemIterator(new Body(contentType, body));
            while (items.hasNext()) {
                if (parts.size() == MOST) throw Signal.of(413, "A form has at most " + MOST + " parts here");
                parts.add(parser.part(items.next()));
            }
        } catch (Signal refused) {
            throw refused;
        } catch (IOException | RuntimeException malformed) {
            throw Signal.of(400, "The body is not well-formed multipart/form-data");
        }
        return parts;
    }

    private Part part(FileItemInput item) throws IOException {
        String name = item.getFieldName();
        if (name == null) throw new IOException("a part has no name");
        String fileName = getFileName(item.getHeaders()); // the item's own is checked against the names of local files
        try (InputStream content = item.getInputStream()) {
            return new UploadedPart(name, fileName, item.getContentType(), content.readAllBytes());
        }
    }

    /** A body, as the parser asks for it. */
    static final class Body implements RequestContext {
        private final @Nullable String type;
        private final byte[] content;

        private Body(@Nullable String type, byte[] content) {
            this.type = type;
            this.content = content;
        }

        @Override
        public String getCharacterEncoding() {
            return "UTF-8";
        }

        @Override
        public long getContentLength() {
            return content.length;
        }

        @Override
        public String getContentType() {
            return Objects.requireNonNullElse(type, "");
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream(content);
        }

        @Override
        public boolean isMultipartRelated() {
            return false;
        }
    }

    @Override
    public FileItemInputIterator getItemIterator(Body body) throws IOException {
        return getItemIterator((RequestContext) body);
    }

    @Override
    public Map<String, List<DiskFileItem>> parseParameterMap(Body body) throws FileUploadException {
        return parseParameterMap((RequestContext) body);
    }

    @Override
    public List<DiskFileItem> parseRequest(Body body) throws FileUploadException {
        return parseRequest((RequestContext) body);
    }
}
