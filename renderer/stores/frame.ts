/** What the frame is showing of itself; nothing of the data. */
import { create } from 'zustand'

export interface FrameState {
  /** One overlay at a time. */
  overlay: 'none' | 'palette' | 'shortcuts'
  /** Counts requests to put the cursor into the search field. */
  searchAsked: number
  open(overlay: FrameState['overlay']): void
  askSearch(): void
}

export const useFrame = create<FrameState>()((set) => ({
  overlay: 'none',
  searchAsked: 0,
  open: (overlay) => set({ overlay }),
  askSearch: () => set(({ searchAsked }) => ({ overlay: 'none', searchAsked: searchAsked + 1 })),
}))
