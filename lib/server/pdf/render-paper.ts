import type { Paper } from '@/lib/core/paper'

/**
 * The PDF of a paper. Loads render.tsx on first use, since the renderer takes 20 MB of memory and a second to load.
 * @throws Error when a picture or a font cannot be read: a bug
 */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const { renderLoaded } = await import('./render')
  return renderLoaded(paper)
}
