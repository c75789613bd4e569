import Debrief
import Exercises

/// A remark at a moment of the exercise clock; a script fills in the moment of the lanes' cursor.
enum NoteForm {
  static func card(_ forms: CommandForm) -> Markup {
    let note = forms.form(
      "note", button: "Note",
      Field.line("note-text", "text", "Remark", hotkey: "n")
        + Field.line(
          "note-at", "at", "At, on the exercise clock", hint: "Such as 3:07; empty is now.",
          required: false, longest: 12))
    return BlueForms.card("Note", note)
  }
}
