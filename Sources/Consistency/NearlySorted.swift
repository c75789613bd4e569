/// Sorts what is nearly in order in linear time, and anything in O(n log n).
enum NearlySorted {
  static func sort(_ keys: inout [UInt64]) {
    var moves = 64 + keys.count * 32
    keys.withUnsafeMutableBufferPointer { keys in
      for index in keys.indices.dropFirst() {
        let key = keys[index]
        var place = index
        while place > 0, keys[place - 1] > key {
          keys[place] = keys[place - 1]
          place -= 1
        }
        keys[place] = key
        moves -= index - place
        if moves < 0 { return }
      }
    }
    if moves < 0 { keys.sort() }
  }
}
