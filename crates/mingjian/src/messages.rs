//! Messages as files in a folder, for the gateway of a body to take: one file each, never half-written, never twice.
//! It delivers nothing itself, and knows neither telephone numbers nor accounts: the gateway maps logins to them.

use crate::Sending;
use mingjian_app::{Message, Messaging, Messenger};
use serde_json::json;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

/// Where the files of messages that the gateway has taken may be moved; a message that lies there is not written again.
const DONE: &str = "done";

/// Writes messages into a folder.
#[derive(Debug)]
struct Folder {
    folder: PathBuf,
}

/// Messages into a folder, with the address of the site that they name.
fn into(folder: &Path, site: &str) -> Messaging {
    Messaging { messenger: Arc::new(Folder { folder: folder.to_owned() }), address: site.to_owned() }
}

/// What the command line asks for; a body that names no folder sends nothing.
pub(crate) fn of(sending: &Sending, listen: SocketAddr) -> Option<Messaging> {
    let site = sending.site.clone().unwrap_or_else(|| format!("http://{listen}/staff/"));
    sending.messages.as_deref().map(|folder| into(folder, &site))
}

impl Folder {
    /// The file gets its name when it is whole, so that a gateway that looks meanwhile reads no half of it.
    fn write(&self, message: &Message) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let name = format!("{}.json", message.id);
        let file = self.folder.join(&name);
        if file.exists() || self.folder.join(DONE).join(&name).exists() {
            return Ok(());
        }
        let half = self.folder.join(format!("{name}.part"));
        let content = json!({ "id": message.id, "to": message.recipient, "text": message.text });
        let mut writer = fs::File::create(&half)?;
        writer.write_all(content.to_string().as_bytes())?;
        writer.sync_all()?;
        fs::rename(&half, &file)
    }
}

impl Messenger for Folder {
    fn send(&self, message: &Message) -> Result<(), String> {
        // The reason names no path: it goes into the audit trail.
        self.write(message).map_err(|error| format!("消息目录无法写入：{}", error.kind()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message() -> Message {
        Message {
            id: "0195".to_owned(),
            recipient: "liuyang".to_owned(),
            text: "您有2项待办。请登录办理：https://a".to_owned(),
        }
    }

    #[test]
    fn a_message_is_one_whole_file_however_often_it_is_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        let messaging = into(&folder.path().join("out"), "https://a");
        messaging.messenger.send(&message()).unwrap();
        messaging.messenger.send(&message()).unwrap();
        let files: Vec<_> =
            fs::read_dir(folder.path().join("out")).unwrap().map(|one| one.unwrap().path()).collect();
        assert_eq!(files, [folder.path().join("out/0195.json")]);
        let read: serde_json::Value = serde_json::from_slice(&fs::read(&files[0]).unwrap()).unwrap();
        assert_eq!(read, json!({ "id": "0195", "to": "liuyang", "text": message().text }));
    }

    #[test]
    fn what_the_gateway_has_taken_is_not_written_again_and_a_folder_that_is_none_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join(DONE)).unwrap();
        fs::write(folder.path().join(DONE).join("0195.json"), "taken").unwrap();
        let messaging = into(folder.path(), "https://a");
        messaging.messenger.send(&message()).unwrap();
        assert!(!folder.path().join("0195.json").exists());
        let nowhere = into(&folder.path().join(DONE).join("0195.json"), "https://a");
        let refused = nowhere.messenger.send(&message()).unwrap_err();
        assert!(refused.starts_with("消息目录无法写入"), "{refused}");
    }
}
