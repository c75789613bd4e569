/// Builds the jail's file system from the inside and becomes the shell; the words are constant.
///
/// Shape: `sh -euc TEXT jail ROOT OWNER (ro|rw SOURCE TARGET)… -- COMMAND…`, as the first process
///        of fresh mount, pid, ipc and control group namespaces on a host.
/// Effect: of the machine only what is listed can be seen, and nothing of it be written. The shell
///         has no capability and cannot get one; it dies with the process that started it.
enum JailScript {
  static let text = """
    umask 022
    root=$1 owner=$2
    shift 2
    mount -t tmpfs -o mode=0755,size=1m,nosuid,nodev jail "$root"
    cd "$root"
    while [ "$1" != -- ]; do
      if [ ! -e "$2" ]; then
        shift 3
        continue
      elif [ -d "$2" ]; then
        [ -d ".$3" ] || mkdir -p ".$3"
      elif [ ! -e ".$3" ]; then
        mkdir -p ".${3%/*}"
        : >".$3"
      fi
      mount --rbind "$2" ".$3"
      [ "$1" = rw ] || mount -o remount,bind,ro,nosuid ".$3"
      shift 3
    done
    shift
    for name in bin sbin lib lib32 lib64 libx32; do
      if [ -L "/$name" ]; then
        ln -s "$(readlink "/$name")" "$name"
      elif [ -d "/$name" ]; then
        mkdir "$name"
        mount --rbind "/$name" "$name"
        mount -o remount,bind,ro,nosuid "$name"
      fi
    done
    mkdir -p proc tmp ops outside
    mount -t tmpfs -o mode=1777,size=64m,nosuid,nodev tmp tmp
    mount -t tmpfs -o mode=0700,size=64m,nosuid,nodev home ops
    chown "$owner:$owner" ops
    mount -t proc -o ro,nosuid,nodev,noexec proc proc
    pivot_root . outside
    cd /
    umount -l /outside
    rmdir /outside
    mount -o remount,ro,nosuid,nodev /
    cd /ops
    terminal=
    if [ -t 0 ] && [ "$1" = terminal ]; then terminal="setsid --ctty"; fi
    shift
    exec $terminal setpriv --regid "$owner" --clear-groups --reuid "$owner" --inh-caps=-all \\
      --ambient-caps=-all --bounding-set=-all --no-new-privs --pdeathsig KILL "$@"
    """
}
