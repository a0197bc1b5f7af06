//! Archives whose bytes depend on the names and contents of their files alone: no clock, no owner, no order of a folder.

use miniz_oxide::deflate::compress_to_vec;

const LEVEL: u8 = 9;
/// 1980-01-01, the first day that a zip can name.
const DOS_DATE: u16 = 1 << 5 | 1;

/// A file of an archive.
pub(crate) struct File {
    /// Its name there, of at most 100 bytes.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) bytes: Vec<u8>,
    /// Whether it can be run.
    pub(crate) is_program: bool,
}

impl File {
    fn mode(&self) -> u32 {
        if self.is_program { 0o755 } else { 0o644 }
    }
}

/// A `.tar.gz`.
pub(crate) fn tar_gz(files: &[File]) -> Vec<u8> {
    let tar = tar(files);
    // No name, no time, and the system left unknown.
    let mut gz = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255];
    gz.extend(compress_to_vec(&tar, LEVEL));
    gz.extend(crc32(&tar).to_le_bytes());
    gz.extend((tar.len() as u32).to_le_bytes());
    gz
}

/// A `ustar` archive: a header of 512 bytes before each file, all in whole blocks, and two empty blocks behind.
fn tar(files: &[File]) -> Vec<u8> {
    let mut tar = Vec::new();
    for file in files {
        let mut header = [0_u8; 512];
        let mut put = |at: usize, text: &str| header[at..at + text.len()].copy_from_slice(text.as_bytes());
        put(0, &file.name);
        put(100, &format!("{:07o}", file.mode()));
        put(108, "0000000");
        put(116, "0000000");
        put(124, &format!("{:011o}", file.bytes.len()));
        put(136, "00000000000");
        put(148, "        ");
        put(156, "0");
        put(257, "ustar");
        put(263, "00");
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tar.extend(header);
        tar.extend(&file.bytes);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    tar
}

/// A `.zip`, with the rights of Unix for those who want them.
pub(crate) fn zip(files: &[File]) -> Vec<u8> {
    let (mut zip, mut directory) = (Vec::new(), Vec::new());
    for file in files {
        let start = zip.len() as u32;
        let packed = compress_to_vec(&file.bytes, LEVEL);
        let mut entry = Vec::new();
        // Version 2.0, names in UTF-8, DEFLATE.
        [20, 1 << 11, 8, 0, DOS_DATE].iter().for_each(|field: &u16| entry.extend(field.to_le_bytes()));
        let lengths = [crc32(&file.bytes), packed.len() as u32, file.bytes.len() as u32];
        lengths.iter().for_each(|field| entry.extend(field.to_le_bytes()));
        entry.extend((file.name.len() as u16).to_le_bytes());
        entry.extend(0_u16.to_le_bytes());

        zip.extend(b"PK\x03\x04");
        zip.extend(&entry);
        zip.extend(file.name.as_bytes());
        zip.extend(packed);

        directory.extend(b"PK\x01\x02");
        // Made by version 2.0 on Unix.
        directory.extend((3_u16 << 8 | 20).to_le_bytes());
        directory.extend(entry);
        [0_u16; 3].iter().for_each(|field| directory.extend(field.to_le_bytes()));
        directory.extend(((0o10_0000 | file.mode()) << 16).to_le_bytes());
        directory.extend(start.to_le_bytes());
        directory.extend(file.name.as_bytes());
    }
    let start = zip.len() as u32;
    zip.extend(&directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    [files.len() as u16; 2].iter().for_each(|field| zip.extend(field.to_le_bytes()));
    [directory.len() as u32, start].iter().for_each(|field| zip.extend(field.to_le_bytes()));
    zip.extend([0, 0]);
    zip
}

/// The checksum of gzip and zip.
fn crc32(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|byte| {
        (0..8).fold(byte as u32, |word, _| if word & 1 == 1 { word >> 1 ^ 0xedb8_8320 } else { word >> 1 })
    });
    !bytes.iter().fold(!0, |crc, byte| crc >> 8 ^ table[((crc ^ u32::from(*byte)) & 0xff) as usize])
}

#[cfg(test)]
mod tests {
    use std::io::Write;
    use std::process::{Command, Stdio};

    use super::{File, crc32, tar_gz, zip};

    fn files() -> Vec<File> {
        let file =
            |name: &str, bytes: &[u8], is_program| File { name: name.to_owned(), bytes: bytes.to_vec(), is_program };
        vec![
            file("asl-ls", &[7; 100_000], true),
            file("README.md", "größe\n".as_bytes(), false),
            file("empty", b"", false),
        ]
    }

    #[test]
    fn the_checksum_of_the_standard_text() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn the_same_files_make_the_same_bytes() {
        assert_eq!(tar_gz(&files()), tar_gz(&files()));
        assert_eq!(zip(&files()), zip(&files()));
    }

    /// Python's own readers check the headers and the checksums.
    #[test]
    fn others_can_read_them() {
        let read = "import io, sys, tarfile, zipfile\n\
            data = sys.stdin.buffer.read()\n\
            if data[:2] == b'PK':\n    \
                with zipfile.ZipFile(io.BytesIO(data)) as z:\n        \
                    assert z.testzip() is None\n        \
                    for i in z.infolist(): print(i.filename, oct(i.external_attr >> 16), len(z.read(i)))\n\
            else:\n    \
                with tarfile.open(fileobj=io.BytesIO(data)) as t:\n        \
                    for i in t.getmembers(): print(i.name, oct(i.mode | 0o100000), len(t.extractfile(i).read()))\n";
        for archive in [tar_gz(&files()), zip(&files())] {
            let python =
                Command::new("python3").args(["-c", read]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
            // Where there is no Python there is no other reader to ask.
            let Ok(mut python) = python else { return };
            python.stdin.take().unwrap().write_all(&archive).unwrap();
            let told = python.wait_with_output().unwrap();
            let told = String::from_utf8(told.stdout).unwrap();
            assert_eq!(told, "asl-ls 0o100755 100000\nREADME.md 0o100644 8\nempty 0o100644 0\n");
        }
    }
}
