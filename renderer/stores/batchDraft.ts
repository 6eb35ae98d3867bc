/** What a page hands to the one that makes a batch of it: whom, by which name, or the file that was dropped. */
import { create } from 'zustand'
import type { BatchSource } from '#shared/contract/batches.ts'

export interface BatchDraft {
  source: BatchSource
  /** What the person will know the batch by. */
  label: string
  /** Customers; null where only the list knows. */
  count: number | null
}

interface Drafts {
  draft: BatchDraft | null
  /** Dropped on the window and not yet read. */
  file: File | null
  begin(draft: BatchDraft | null): void
  drop(file: File | null): void
}

export const useBatchDraft = create<Drafts>()((set) => ({
  draft: null,
  file: null,
  begin: (draft) => set({ draft, file: null }),
  drop: (file) => set({ file, draft: null }),
}))
