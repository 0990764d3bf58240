import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** The outside reader and writer that our histograms are held to. */
public class HistogramTool {
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("decode"))
            decodeLines();
        else if (arguments[0].equals("encode"))
            encodeLines();
        else
            readLog(new File(arguments[1]));
    }

    /** A line in: base64. A line out: count p50 p99 p99.9 max. */
    private static void decodeLines() throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine())
            print("", Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(Base64.getDecoder().decode(line)), 0));
    }

    /** A line in: values. A line out: base64 of their histogram. */
    private static void encodeLines() throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Histogram histogram = new Histogram(1, 3600000000L, 3);
            for (String value : line.split(" "))
                histogram.recordValue(Long.parseLong(value));
            ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
            int length = histogram.encodeIntoCompressedByteBuffer(buffer);
            buffer.flip();
            byte[] bytes = new byte[length];
            buffer.get(bytes);
            System.out.println(Base64.getEncoder().encodeToString(bytes));
        }
    }

    /** A line out for each interval: tag, start, end, then as for decode. */
    private static void readLog(File file) throws Exception {
        HistogramLogReader reader = new HistogramLogReader(file);
        for (EncodableHistogram each = reader.nextIntervalHistogram(); each != null;
                each = reader.nextIntervalHistogram()) {
            String head = each.getTag() + " " + each.getStartTimeStamp() + " " + each.getEndTimeStamp() + " ";
            print(head, (Histogram) each);
        }
    }

    private static void print(String head, Histogram of) {
        System.out.println(head + of.getTotalCount() + " " + of.getValueAtPercentile(50) + " "
                + of.getValueAtPercentile(99) + " " + of.getValueAtPercentile(99.9) + " " + of.getMaxValue());
    }
}
