/** Most files that are looked for in a dropped folder; the server takes fewer still, and says so. */
const MOST_FOUND = 2_000

/** All files of a drop, those inside dropped folders too. */
export async function droppedFiles(transfer: DataTransfer): Promise<readonly File[]> {
  // The entries must be asked for at once: after the first await the transfer is empty.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry())
  if (entries.every((entry) => entry === null)) return [...transfer.files]
  const found: File[] = []
  for (const entry of entries) if (entry) await collect(entry, found)
  return found
}

async function collect(entry: FileSystemEntry, found: File[]): Promise<void> {
  if (found.length >= MOST_FOUND) return
  if (entry.isFile) {
    found.push(await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject)))
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A folder is read in parts of a hundred; an empty part is its end.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (part.length === 0) return
    for (const one of part) await collect(one, found)
  }
}
