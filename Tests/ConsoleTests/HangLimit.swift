import Testing

extension Trait where Self == TimeLimitTrait {
  /// Names a test that hangs, and judges no test for being slow.
  ///
  /// Unit: minutes of wall time. `scripts/test` plays what computes at idle priority, so a test may
  ///       stand still while ranges need both cores: three minutes of it have been seen.
  static var hangLimit: Self { .timeLimit(.minutes(30)) }
}
