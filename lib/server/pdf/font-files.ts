import path from 'node:path'

const PACKAGES = path.join(/* turbopackIgnore: true */ process.cwd(), 'node_modules')

/** The fonts with one file each, in chain order; paths inside node_modules. All have open licences. */
export const FONT_FILES: Record<string, string> = {
  'noto-sans-sc': '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  'noto-sans': '@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans-arabic': '@expo-google-fonts/noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-serif-tibetan': '@fontsource/noto-serif-tibetan/files/noto-serif-tibetan-tibetan-400-normal.woff',
  unifont: '@fontsource/unifont/files/unifont-latin-400-normal.woff',
}

export const BOLD_FILE = '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf'

/** 花園明朝 (HanaMin) is split into 217 files by Unicode block: a rare character loads one of them (0.3 MB). */
export const HANAMIN = 'hanamin'

/** Path of a font of the chain; `hanamin/<block>` is one of HanaMin's files. */
export function fontFile(font: string): string {
  const file = FONT_FILES[font] ?? `${HANAMIN}/${font.slice(HANAMIN.length + 1)}.woff2`
  return path.join(PACKAGES, file)
}

export const boldFile = () => path.join(PACKAGES, BOLD_FILE)
