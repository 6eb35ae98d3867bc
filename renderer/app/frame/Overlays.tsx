import { lazy, Suspense } from 'react'
import { useFrame } from '#renderer/stores/frame.ts'

const Palette = lazy(() => import('./Palette.tsx').then(({ Palette }) => ({ default: Palette })))
const ShortcutSheet = lazy(() =>
  import('./ShortcutSheet.tsx').then(({ ShortcutSheet }) => ({ default: ShortcutSheet })),
)

/** What lies over the frame when asked for. */
export function Overlays() {
  const overlay = useFrame((frame) => frame.overlay)
  const open = useFrame((frame) => frame.open)
  const close = (): void => open('none')
  return (
    <Suspense fallback={null}>
      {overlay === 'palette' && <Palette onClose={close} />}
      {overlay === 'shortcuts' && <ShortcutSheet onClose={close} />}
    </Suspense>
  )
}
