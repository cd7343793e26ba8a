package atelier.devstack.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** At most one run per checkout: a file lock, which the system takes back from a killed process. */
final class SingleRun {
    private final FileLock lock;

    private SingleRun(FileLock lock) {
        this.lock = lock;
    }

    /** Empty when another run holds it. */
    static Optional<SingleRun> begin(Folders folders) {
        try {
            Files.createDirectories(folders.all());
            FileChannel channel = FileChannel.open(folders.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            folders.supervisorPid().write(ProcessHandle.current().pid());
            return Optional.of(new SingleRun(lock));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + folders.lock(), e);
        }
    }

    void end(Folders folders) {
        folders.supervisorPid().delete();
        try {
            lock.channel().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unlock " + folders.lock(), e);
        }
    }
}
