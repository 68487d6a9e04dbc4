import type { Paper } from '@/lib/core/paper'

/**
 * The PDF of a paper, as render.tsx makes it. The renderer takes 20 MB of memory and a second to load: both are spent
 * when the first paper is printed.
 * @throws Error when a picture or a font cannot be read: a fault of ours
 */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const { renderLoaded } = await import('./render')
  return renderLoaded(paper)
}
