/// The requests of a load in etcd's words.
extension EtcdClient: StoreClient {
  /// A range, a put or a transaction.
  ///
  /// Limits: etcd has no sets; a workload of them is refused before it comes here.
  package func perform(_ request: StoreRequest) async -> ClientResult<StoreAnswer> {
    switch request {
    case .read(let key):
      await get(key: key).map { StoreAnswer(value: $0.value, revision: $0.revision) }
    case .write(let key, let value):
      await put(key: key, value: value).map { StoreAnswer(revision: $0.revision) }
    case .compareAndSet(let key, let expected, let new):
      await compareAndSet(key: key, expected: expected, new: new).map {
        StoreAnswer(value: $0.observed, matched: $0.matched, revision: $0.revision)
      }
    case .add, .elements:
      preconditionFailure("etcd is read, written and compared; no workload of ours asks for more")
    }
  }
}

extension EtcdDatabase {
  /// Where members take client requests.
  package var clientPort: Int { Self.clientPort }

  /// `etcd --version`.
  package var versionQuestion: [String] { ["etcd", "--version"] }

  /// A client of the JSON gateway.
  package func storeClient(for order: ClientOrder) -> any StoreClient {
    EtcdClient(endpoints: order.endpoints, group: order.group, timeout: order.timeout)
  }
}
