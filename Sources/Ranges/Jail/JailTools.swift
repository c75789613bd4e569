/// The tools of a jail that act on the range: short scripts for bash that anybody may read.
///
/// Shape: each asks the controller through `/run/ops/ask` and waits for an answer on a pipe of its
///        own. None of them can do anything by itself.
enum JailTools {
  /// By name; they lie in a folder of the search path.
  static let scripts: [String: String] = [
    "ssh": ssh, "systemctl": systemctl, "journalctl": journalctl, "hosts": hosts, "sudo": sudo,
    "pkill": pkill, "killall": pkill,
  ]

  /// What the others share.
  static let library = """
    # Says something to the desk of the range, in one piece.
    say() {
      local IFS=$'\\x1f'
      printf '%s\\x1e' "$*" >/run/ops/ask
    }

    # Asks the desk, shows its answer, and returns its exit code.
    ask() {
      local pipe=/tmp/.ask.$$ reply= words="$*"
      if ((${#words} > 3000)); then
        echo "${0##*/}: the command is too long" >&2
        return 255
      fi
      mkfifo -m 600 "$pipe" && exec 3<>"$pipe" && rm -f "$pipe" || return 255
      trap 'say cancel $$' INT TERM HUP
      say ask $$ "$@"
      # -u and no redirection: the desk may take this program's input for another one meanwhile.
      IFS= read -r -u 3 -d $'\\x1e' reply
      if [[ -z $reply ]]; then return 255; fi
      if [[ -n ${reply#*$'\\x1f'} ]]; then printf '%s\\n' "${reply#*$'\\x1f'}"; fi
      return "${reply%%$'\\x1f'*}"
    }

    """

  private static let ssh = """
    #!/bin/bash
    # ssh [user@]HOST [COMMAND ...]: a shell on a host of the range, or one command there.
    . /opt/ops/lib/ask.sh
    terminal=
    while [[ ${1-} == -* ]]; do
      case $1 in
        -t|-tt) terminal=yes ;;
        -T) terminal=no ;;
        -[BbcDEeFIiJLlmOopQRSWw]) shift ;;
      esac
      shift
    done
    host=${1-}
    if [[ -z $host ]]; then
      echo "usage: ssh [-tT] [user@]HOST [COMMAND ...]; hosts lists the hosts" >&2
      exit 255
    fi
    shift
    if [[ ! -t 0 || ! -t 1 ]]; then terminal=no; fi
    if (($# == 0)) && [[ $terminal != no ]]; then
      ask shell "${host##*@}"
    elif [[ $terminal == yes ]]; then
      ask shell "${host##*@}" "$*"
    else
      ask run "${host##*@}" "$*"
    fi

    """

  private static let systemctl = """
    #!/bin/bash
    # systemctl VERB UNIT: the service manager of this host.
    . /opt/ops/lib/ask.sh
    verb= unit=
    for word; do
      case $word in
        -*) ;;
        *) if [[ -z $verb ]]; then verb=$word; else unit=${word%.service}; fi ;;
      esac
    done
    case $verb in
      start|stop|restart|status|is-active|kill) ;;
      *)
        echo "systemctl here knows: start stop restart status is-active kill" >&2
        exit 1
        ;;
    esac
    if [[ ${unit:-$OPS_UNIT} != "$OPS_UNIT" ]]; then
      echo "Unit $unit.service could not be found." >&2
      exit 4
    fi
    ask service "$verb"

    """

  private static let pkill = """
    #!/bin/bash
    # pkill [-SIGNAL] NAME: ends the processes of that name on this host.
    for word; do name=$word; done
    if [[ ${name-} == "$OPS_UNIT" ]]; then
      case " $* " in
        *" -9 "*|*" -KILL "*|*" -SIGKILL "*) exec systemctl kill "$OPS_UNIT" ;;
        *) exec systemctl stop "$OPS_UNIT" ;;
      esac
    fi
    exec "/usr/bin/${0##*/}" "$@"

    """

  private static let journalctl = """
    #!/bin/bash
    # journalctl [-u UNIT] [-n LINES] [-f]: the log of this host's service.
    lines=1000 follow= unit=$OPS_UNIT
    while (($# > 0)); do
      case $1 in
        -u|--unit) unit=${2-}; shift ;;
        -u*) unit=${1#-u} ;;
        --unit=*) unit=${1#*=} ;;
        -n|--lines) lines=${2-10}; shift ;;
        -n*) lines=${1#-n} ;;
        --lines=*) lines=${1#*=} ;;
        -f|--follow) follow=yes ;;
        -fu) follow=yes; unit=${2-}; shift ;;
        -xeu|-eu) unit=${2-}; shift ;;
      esac
      shift
    done
    log=/var/log/journal/${unit%.service}.log
    if [[ ! -r $log ]]; then
      echo "-- No entries --"
      exit 0
    fi
    exec tail -n "$lines" ${follow:+-f} "$log"

    """

  private static let hosts = """
    #!/bin/bash
    # hosts: the hosts of the range and their addresses.
    cat /etc/hosts

    """

  private static let sudo = """
    #!/bin/bash
    # sudo COMMAND: there is nothing here that needs it.
    while [[ ${1-} == -* ]]; do shift; done
    exec "$@"

    """

  /// What an interactive shell begins with: it notes each line with its directory and exit code.
  static let startup = """
    . /opt/ops/lib/ask.sh
    HISTCONTROL= HISTIGNORE= HISTFILE= HISTSIZE=10000
    PS1="$OPS_PROMPT "

    note_begin() {
      local line
      line=$(HISTTIMEFORMAT= builtin history 1)
      [[ $line =~ ^[[:space:]]*[0-9]+[*\\ ]\\ (.*)$ ]] && line=${BASH_REMATCH[1]}
      line=${line//[$'\\x1d'-$'\\x1f']/ }
      say begin "$PWD" "${line:0:1000}"
    }
    note_end() { say end "$1" "$PWD"; }
    PS0='$(note_begin)'
    PROMPT_COMMAND='note_end $?'

    """
}
