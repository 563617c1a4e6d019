/** A watch that ends a private database when our own process is killed and can no longer do it. */
import { spawn } from 'node:child_process'

// The pipe to us closes however we die, SIGKILL included; nothing else tells that as surely.
const end = 'cat >/dev/null; kill -9 "$1" 2>/dev/null; rm -rf -- "$2"'

// A server that is still dying may put a file into a folder that is being emptied.
const script = `${end} || { sleep 1; rm -rf -- "$2"; }`

/** Ends `pid` and removes `folder` if this process goes first; call the answer once both are gone in good order. */
export function keepWatch(pid: number, folder: string): () => void {
  const watch = spawn('sh', ['-c', script, 'sh', String(pid), folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  watch.unref()
  return () => void watch.kill('SIGKILL')
}
