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

/// What a result says in a word, with the fault's kind.
func word<Value>(_ result: ClientResult<Value>) -> String {
  switch result {
  case .ok: "ok"
  case .failed(let fault): "failed \(fault.kind)"
  case .unknown(let fault): "unknown \(fault.kind)"
  }
}
