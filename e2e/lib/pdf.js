// Reads PDF files with the tools that everybody has: whether they are sound, and what stands in them.
// It knows nothing of what should stand there.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Without spaces, line breaks and the commas of figures: where a line ends on paper says nothing. */
export function plain(text) {
  return text.replaceAll(/\s/g, "").replaceAll(/(?<=\d)[,，](?=\d{3})/g, "");
}

/** What a tool says of a file; its answer and its complaint. */
function ask(pdf, program, ...arguments_) {
  const folder = mkdtempSync(path.join(tmpdir(), "mingjian-pdf-"));
  const file = path.join(folder, "paper.pdf");
  try {
    writeFileSync(file, pdf);
    const answer = spawnSync(program, arguments_.map((argument) => (argument === "FILE" ? file : argument)), { encoding: "utf8" });
    if (answer.error) {
      throw answer.error;
    }
    return { code: answer.status, said: answer.stdout, complaint: answer.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What is wrong with the structure of a file; empty when nothing is. */
export function faultsOf(pdf) {
  const { code, said, complaint } = ask(pdf, "qpdf", "--check", "FILE");
  return code === 0 ? "" : `${said}${complaint}`.trim();
}

/**
 * The text of a file, in two readings one after the other: the pages without their feet, so that words which a page
 * break cuts in two are whole, and the pages as they are.
 */
export function textOf(pdf) {
  const readings = [["-x", "0", "-y", "0", "-W", "595", "-H", "735"], ["-x", "0", "-y", "0", "-W", "595", "-H", "753"], []];
  return readings.map((crop) => ask(pdf, "pdftotext", "-raw", "-nopgbrk", ...crop, "FILE", "-").said).join("\n");
}
