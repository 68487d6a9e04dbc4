/**
 * Characters that a key takes for others (nameKey and codeKey of normalise.ts; key_letters of the database has the same).
 * All are as NFKD leaves them: what it takes apart or replaces itself (Kangxi radicals, full-width letters) is not here.
 */
type Table = { from: string; to: string }

/**
 * The CJK radicals supplement, which PDFs and old fonts write in place of characters → the unified characters
 * (Unicode, EquivalentUnifiedIdeograph.txt).
 */
export const RADICALS: Table = {
  from: '⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲',
  to: '厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀',
}

/**
 * Forms in which Kangxi radicals come out of NFKD (⼾ ⾭ ⿈) where the mainland writes another form of the same character.
 */
export const FORMS: Table = { from: '戶戸靑黃', to: '户户青黄' }

/** Small letters that have a capital of one character. One with an accent comes as two characters. */
export const LETTERS: Table = {
  from: 'abcdefghijklmnopqrstuvwxyzæøþðđħłŋœŧαβγδεζηθικλμνξοπρσςτυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґәғқңөұүһ',
  to: 'ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÞÐĐĦŁŊŒŦΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐӘҒҚҢӨҰҮҺ',
}

/** Brackets of every form → round ones; the ratio sign → a colon. */
export const BRACKETS: Table = {
  from: '[]{}〈〉《》【】〔〕〖〗〘〙〚〛⦅⦆❨❩❪❫❲❳❴❵⟦⟧⁅⁆∶',
  to: '()()()()()()()()()()()()()()()():',
}

/** The several middle dots, and the full stops that people type for one → `·`. */
export const DOTS: Table = {
  from: '.•‣‧∙⋅●◦⦁⸰⸱⸳・。᛫ꞏ\u{10101}\u119e',
  to: '·',
}

/** Dashes of every length → the hyphen. */
export const DASHES: Table = { from: '˗֊־‐‑‒–—―⁃−─━➖⸗⸺⸻⹀⹝', to: '-' }

/** Quotes and apostrophes as keyboards curl them → the plain ones. */
export const QUOTES: Table = { from: '‘’‛′ʹʻʼ“”‟', to: `'''''''"""` }
