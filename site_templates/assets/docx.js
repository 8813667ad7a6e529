/* A letter as a Word file (ECMA-376, WordprocessingML): the fewest parts that an office program opens, in a ZIP without
   compression. The same letter gives the same bytes: no clock, no name of an author, no random id. */
window.docx = (() => {
  'use strict';

  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
  const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const PART = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

  /* ---- text ---- */

  const NAMED = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

  // XML 1.0 knows no control characters but tab and the ends of lines, and no half of a surrogate pair.
  const escaped = (text) => Array.from(text)
    .filter((one) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/.test(one) || one.length === 2)
    .join('').replace(/[&<>"]/g, (one) => NAMED[one]);

  /* ---- styles: sizes in half points, spaces in twentieths of a point ---- */

  const STYLES = [
    ['Title', { size: 36, bold: true, font: '黑体', align: 'center', before: 240, after: 360 }],
    ['Sheet', { size: 32, bold: true, font: '黑体', align: 'center', before: 0, after: 240, page: true }],
    ['Heading', { size: 28, bold: true, font: '黑体', before: 240, after: 60, keep: true }],
    ['To', { size: 28, after: 120 }],
    ['Body', { size: 28, indent: 560 }],
    ['Item', { size: 28, left: 560 }],
    ['Sign', { size: 28, left: 3400, before: 240 }],
    ['Note', { size: 24 }],
    ['Demand', { size: 24, left: 480 }],
    ['Stated', { size: 24, left: 480 }],
    ['Silent', { size: 24, left: 480 }],
    ['Practice', { size: 24, left: 480 }],
  ];

  const run = ({ size, bold, font }) => `<w:rPr>${font ? `<w:rFonts w:eastAsia="${font}"/>` : ''}${bold ? '<w:b/>' : ''}`
    + `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr>`;

  // The order of the elements is that of the schema (17.3.1.26).
  function paragraph({ keep, page, before = 0, after = 0, left, indent, align }) {
    const side = `${left ? ` w:left="${left}"` : ''}${indent ? ` w:firstLine="${indent}"` : ''}`;
    return `<w:pPr>${keep ? '<w:keepNext/>' : ''}${page ? '<w:pageBreakBefore/>' : ''}`
      + `<w:spacing w:before="${before}" w:after="${after}" w:line="360" w:lineRule="auto"/>`
      + `${side ? `<w:ind${side}/>` : ''}${align ? `<w:jc w:val="${align}"/>` : ''}</w:pPr>`;
  }

  const styles = () => `${HEAD}<w:styles xmlns:w="${W}"><w:docDefaults><w:rPrDefault><w:rPr>`
    + '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/>'
    + '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>'
    + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    + STYLES.map(([name, look]) => `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${name}"><w:name w:val="${name}"/>`
      + `<w:basedOn w:val="Normal"/>${paragraph(look)}${run(look)}</w:style>`).join('')
    + '</w:styles>';

  /* ---- parts ---- */

  const documentPart = (blocks) => `${HEAD}<w:document xmlns:w="${W}"><w:body>`
    + blocks.map(({ style, text }) => `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
      + `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`).join('')
    + '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>' // A4
    + '<w:pgMar w:top="1701" w:right="1588" w:bottom="1701" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/>'
    + '</w:sectPr></w:body></w:document>';

  const types = () => `${HEAD}<Types xmlns="${PACKAGE}/content-types">`
    + '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + '<Default Extension="xml" ContentType="application/xml"/>'
    + `<Override PartName="/word/document.xml" ContentType="${PART}.document.main+xml"/>`
    + `<Override PartName="/word/styles.xml" ContentType="${PART}.styles+xml"/></Types>`;

  const relation = (kind, target) => `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">`
    + `<Relationship Id="rId1" Type="${OFFICE}/${kind}" Target="${target}"/></Relationships>`;

  /* ---- ZIP (APPNOTE.TXT 6.3.4): stored, names in ASCII, the first day that the format knows ---- */

  const TABLE = Uint32Array.from({ length: 256 }, (_, start) => {
    let value = start;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value >>> 0;
  });

  const checksum = (bytes) => (bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), -1) ^ -1) >>> 0;

  function numbers(layout) {
    const view = new DataView(new ArrayBuffer(layout.reduce((sum, [width]) => sum + width, 0)));
    let at = 0;
    layout.forEach(([width, value]) => {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    });
    return new Uint8Array(view.buffer);
  }

  function joined(pieces) {
    const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
    let at = 0;
    pieces.forEach((piece) => { whole.set(piece, at); at += piece.length; });
    return whole;
  }

  const FIRST_DAY = 0x21; // 1 January 1980
  const shared = (data, name) => [[2, 20], [2, 0], [2, 0], [2, 0], [2, FIRST_DAY], [4, checksum(data)], [4, data.length],
    [4, data.length], [2, name.length], [2, 0]];

  function zip(files) {
    const encoder = new TextEncoder();
    const bodies = [], directory = [];
    let at = 0;
    files.forEach(([path, text]) => {
      const name = encoder.encode(path), data = encoder.encode(text);
      const file = joined([numbers([[4, 0x04034b50], ...shared(data, name)]), name, data]);
      directory.push(numbers([[4, 0x02014b50], [2, 20], ...shared(data, name), [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), name);
      bodies.push(file);
      at += file.length;
    });
    const listed = joined(directory);
    const end = numbers([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, listed.length], [4, at], [2, 0]]);
    return joined([...bodies, listed, end]);
  }

  // `blocks`: paragraphs as {style, text}, the style one of STYLES; gives the bytes of the file.
  const bytes = (blocks) => zip([
    ['[Content_Types].xml', types()],
    ['_rels/.rels', relation('officeDocument', 'word/document.xml')],
    ['word/document.xml', documentPart(blocks)],
    ['word/_rels/document.xml.rels', relation('styles', 'styles.xml')],
    ['word/styles.xml', styles()],
  ]);

  const TYPE = `${PART}.document`;
  return { bytes, TYPE };
})();
