package dev.headroom.extender.state;

import java.util.concurrent.CompletableFuture;

/** Something that is to run between two events. */
record WriterTask(CompletableFuture<Void> done, Runnable action) implements EventQueue.Task {

    @Override
    public void run() {
        try {
            action.run();
            done.complete(null);
        } catch (Throwable e) {
            done.completeExceptionally(e);
            if (Failures.isOfVm(e)) {
                throw e;
            }
        }
    }
}
