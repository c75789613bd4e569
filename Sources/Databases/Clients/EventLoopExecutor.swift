package import NIOCore
package import Vocabulary

/// Runs tasks on an event loop, so that a task and the connection it waits for share a thread.
///
/// Limits: the loop must outlive the tasks; work given to a loop that was shut down is lost.
package final class EventLoopExecutor: TaskExecutor {
  private let eventLoop: any EventLoop

  /// An executor for tasks that mostly wait for this loop's connections.
  package init(_ eventLoop: any EventLoop) { self.eventLoop = eventLoop }

  /// Runs the job on the loop's next tick.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    eventLoop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }

  /// Waits that long, or until the task is cancelled, on the loop's own timer.
  ///
  /// `Task.sleep` would wake a thread of Dispatch's first, which costs more than the operation
  /// that follows.
  package func sleep(for span: Nanoseconds) async {
    let timer = eventLoop.scheduleTask(in: .nanoseconds(span.rawValue)) {}
    await withTaskCancellationHandler {
      try? await timer.futureResult.get()
    } onCancel: {
      timer.cancel()
    }
  }
}
