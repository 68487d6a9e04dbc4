/**
 * Scales a path of `qrPath` to a square of `side` with its corner at x, y. A separate file, so that the print view in the
 * browser does not load the encoder.
 */
export function placePath(path: string, modules: number, side: number, x: number, y: number): string {
  const unit = side / modules
  const length = (value: number) => Number((value * unit).toFixed(4))
  return path.replaceAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g, (_, column, row, run) => {
    const width = length(Number(run))
    const left = Number((x + length(Number(column))).toFixed(4))
    const top = Number((y + length(Number(row))).toFixed(4))
    return `M${left} ${top}h${width}v${length(1)}h-${width}z`
  })
}
