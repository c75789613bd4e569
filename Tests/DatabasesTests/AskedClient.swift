import Vocabulary

@testable import Databases

/// Clients asked as the load asks them: on their own thread, which tests that compute leave free.
extension StoreClient {
  func ask(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    await withTaskExecutorPreference(executor) { await perform(request) }
  }
}

extension TransactionClient {
  func ask(_ transaction: StoreTransaction) async -> ClientResult<TransactionAnswer> {
    await withTaskExecutorPreference(executor) { await perform(transaction) }
  }
}
