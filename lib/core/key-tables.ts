/**
 * Characters that keys treat as equal (nameKey and codeKey of normalise.ts; key_letters in the database has the same
 * table). Applied after NFKD, so that what NFKD replaces itself (Kangxi radicals, full-width letters) is not listed.
 */
type Table = { from: string; to: string }

/**
 * The CJK radicals supplement, which PDFs and old fonts use in place of characters → the unified characters
 * (Unicode, EquivalentUnifiedIdeograph.txt).
 */
export const RADICALS: Table = {
  from: '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲',
  to: '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀',
}

/**
 * NFKD results of Kangxi radicals (⼾ ⾭ ⿈) → the form of the same character used on the mainland.
 */
export const FORMS: Table = { from: '戶戸靑黃', to: '户户青黄' }

/** Lower-case letters whose capital is one character. NFKD has split accented letters into two characters. */
export const LETTERS: Table = {
  from: 'abcdefghijklmnopqrstuvwxyzæøþðđħłŋœŧαβγδεζηθικλμνξοπρσςτυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґәғқңөұүһ',
  to: 'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÞÐĐĦŁŊŒŦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐӘҒҚҢӨҰҮҺ',
}

/** Brackets of every form → round ones; the ratio sign → a colon. */
export const BRACKETS: Table = {
  from: '[]{}〈〉《》【】〔〕〖〗〘〙〚〛⦅⦆❨❩❪❫❲❳❴❵⟦⟧⁅⁆∶',
  to: '()()()()()()()()()()()()()()()():',
}

/** Middle dots, and the full stops typed in their place → `·`. */
export const DOTS: Table = {
  from: '.•‣‧∙⋅●◦⦁⸰⸱⸳・。᛫ꞏ\u{10101}\u119e',
  to: '·',
}

/** Dashes of every length → the hyphen. */
export const DASHES: Table = { from: '˗֊־‐‑‒–—―⁃−─━➖⸗⸺⸻⹀⹝', to: '-' }

/** Curly quotes and apostrophes → straight ones. */
export const QUOTES: Table = { from: '‘’‛′ʹʻʼ“”‟', to: `'''''''"""` }
