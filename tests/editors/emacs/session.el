;;; session.el --- A person at Emacs  -*- lexical-binding: t; -*-
;; Run by `emacs --batch'.  WORK is the folder with the files and the plan.  Prints a line per step; a failed step
;; fails the run.

(require 'cl-lib)
(require 'json)
(require 'let-alist)
(package-activate-all)
(add-to-list 'load-path (getenv "ASL_EMACS"))
(require 'asl-ls)
(require 'eglot)
(require 'seq)
(require 'subr-x)

(setq eglot-sync-connect 10
      eglot-send-changes-idle-time 0.05
      eglot-confirm-server-initiated-edits nil
      make-backup-files nil
      create-lockfiles nil
      ;; The last event was a key, so choices are asked for in the minibuffer and not in a menu of the mouse.
      last-nonmenu-event ?\r)

(defvar plan (with-temp-buffer
               (insert-file-contents (expand-file-name "plan.json" (getenv "WORK")))
               (json-parse-buffer :object-type 'alist :array-type 'list :false-object nil)))
(defvar failed 0)

(defun plan (&rest path)
  (let ((value plan))
    (dolist (key path value)
      (setq value (alist-get key value)))))

(defun step (name run)
  (let ((began (float-time)) told)
    (condition-case problem
        (setq told (list "ok" (funcall run)))
      (error (setq failed (1+ failed))
             (setq told (list "not ok" (error-message-string problem)))))
    (let ((detail (if (stringp (cadr told)) (concat " :: " (string-replace "\n" " | " (cadr told))) "")))
      (princ (format "%s - %s (%d ms)%s\n" (car told) name (* 1000 (- (float-time) began)) detail)))))

(defun await (what look)
  (let ((end (+ (float-time) 8)) seen)
    (while (and (not (setq seen (funcall look))) (< (float-time) end))
      (accept-process-output nil 0.02))
    (or seen (error "waited in vain for %s" what))))

(defun work (file)
  (expand-file-name file (getenv "WORK")))

(defun open-file (file)
  (find-file (work file))
  (unless (eglot-managed-p)
    (apply #'eglot (eglot--guess-contact)))
  (await "the server" #'eglot-managed-p))

(defun go (text &optional into last)
  "Put point INTO characters after the beginning of TEXT."
  (goto-char (if last (point-max) (point-min)))
  (unless (if last (search-backward text nil t) (search-forward text nil t))
    (error "the text has no %s" text))
  (unless last (goto-char (match-beginning 0)))
  (forward-char (or into 0)))

(defun told ()
  "Tell the server about the text as it is now; a timer does so where a person sits at the keyboard."
  (eglot--signal-textDocument/didChange))

(defun diagnostic (code)
  (told)
  (flymake-start)
  (seq-find (lambda (it)
              (let ((data (alist-get 'eglot-lsp-diag (flymake-diagnostic-data it))))
                (string-match-p (regexp-quote code)
                                (format "%S %s" (plist-get data :code) (flymake-diagnostic-text it)))))
            (flymake-diagnostics)))

(defun see (expected)
  (let* ((it (await (alist-get 'code expected) (lambda () (diagnostic (alist-get 'code expected)))))
         (text (buffer-substring-no-properties (flymake-diagnostic-beg it) (flymake-diagnostic-end it))))
    (unless (equal (string-replace "\"" "" text) (alist-get 'text expected))
      (error "it is at %s" text))
    (format "line %d: %s" (line-number-at-pos (flymake-diagnostic-beg it)) (flymake-diagnostic-text it))))

(defun offered ()
  "The names that completion offers at point."
  (let ((capf (eglot-completion-at-point)))
    (unless capf (error "there is no completion"))
    (mapcar (lambda (it) (string-replace "\"" "" (substring-no-properties it)))
            (all-completions "" (nth 2 capf)))))

(defun expect (names offers withholds)
  (dolist (it offers)
    (unless (member it names) (error "%s is not offered, only %s" it names)))
  (dolist (it withholds)
    (when (member it names) (error "%s is offered" it)))
  (format "%d items" (length names)))

(defun lines-of (xrefs)
  (mapcar (lambda (it) (xref-location-line (xref-item-location it))) xrefs))

(defun line-of (text)
  (save-excursion (go text) (line-number-at-pos)))

(step (format "starts, opens a machine and attaches the server (%s)" emacs-version)
      (lambda ()
        (open-file (plan 'file))
        (unless (eq major-mode 'asl-mode) (error "the mode is %s" major-mode))
        (unless (equal comment-start "// ") (error "the comment starts with %s" comment-start))))

(defun look (where)
  "See what there is to see in the machine of the plan."
  (step (concat "shows a diagnostic at its place" where) (lambda () (see (plan 'diagnostic))))

  (dolist (it (plan 'completions))
    (let-alist it
      (step (format "completes %s%s" .name where)
            (lambda ()
              (go .before (length .before) (eq .last t))
              (expect (offered) .offers .withholds))))))

(defun go-around (where)
  "See where one comes from there, and what is told about it."
  (step (concat "hovers" where)
        (lambda ()
          (go (plan 'hover 'on) 2)
          (let (doc)
            (eglot-hover-eldoc-function (lambda (it &rest _) (setq doc it)))
            (await "the hover" (lambda () doc))
            (dolist (it (plan 'hover 'says))
              (unless (string-match-p (regexp-quote it) doc) (error "the hover does not say %s but %s" it doc)))
            (car (split-string doc "\n" t)))))

  (step (concat "goes to the definition" where)
        (lambda ()
          (go (plan 'definition 'from) (- (length (plan 'definition 'from)) 3))
          (let ((target (line-of (plan 'definition 'to))))
            (xref-find-definitions "")
            (unless (= (line-number-at-pos) target) (error "the cursor is on line %d" (line-number-at-pos))))))

  (step (concat "finds the references" where)
        (lambda ()
          (go (plan 'references 'of) 2)
          (let* ((xrefs (xref-backend-references 'eglot (xref-backend-identifier-at-point 'eglot)))
                 (key (line-of (plan 'references 'of)))
                 (texts (mapcar (lambda (line)
                                  (save-excursion
                                    (goto-char (point-min))
                                    (forward-line (1- line))
                                    (string-trim (thing-at-point 'line t) nil "[,\n]+")))
                                (remq key (sort (lines-of xrefs) #'<)))))
            (setq texts (mapcar #'string-trim texts))
            (unless (equal texts (plan 'references 'lines)) (error "%S" texts)))))

  (step (concat "shows the outline" where)
        (lambda ()
          (let ((index (format "%S" (funcall imenu-create-index-function))))
            (dolist (it (plan 'symbols))
              (unless (string-match-p (regexp-quote it) index) (error "%s is not in the outline" it)))))))

(defun change (where)
  (step (concat "applies a quick fix, and the diagnostic goes" where)
        (lambda ()
          (go (plan 'quick_fix 'on) 2)
          (let* ((title (plan 'quick_fix 'title))
                 (choose (lambda (_ choices &rest _)
                           (let ((all (all-completions "" choices)))
                             (or (seq-find (lambda (it) (string-match-p (regexp-quote title) it)) all)
                                 (error "no fix is called %s, only %s" title all))))))
            (cl-letf (((symbol-function 'completing-read) choose))
              (call-interactively #'eglot-code-actions)))
          (go (plan 'quick_fix 'line))
          (await "the diagnostic to go" (lambda () (not (diagnostic (plan 'diagnostic 'code)))))))

  (step (concat "renames a state everywhere" where)
        (lambda ()
          (go (plan 'rename 'of) 2)
          (eglot-rename (plan 'rename 'to))
          (let ((times (count-matches (regexp-quote (plan 'rename 'to)) (point-min) (point-max))))
            (unless (= times (plan 'rename 'times)) (error "the new name stands %d times" times))))))

(look "")

(step "completes a field, and takes it in"
      (lambda ()
        (go (plan 'field 'below))
        (end-of-line)
        (insert "\n      \"InputP")
        (told)
        (let ((names (offered)))
          (completion-at-point)
          (let ((line (string-trim (thing-at-point 'line t))))
            (delete-region (line-beginning-position 1) (line-beginning-position 2))
            (told)
            (unless (string-prefix-p (plan 'field 'inserts) line) (error "%s was inserted" line))
            (format "%s; %s" (expect names (plan 'field 'offers) (plan 'field 'withholds)) line)))))

(go-around "")
(change "")

(step "types a whole state"
      (lambda ()
        (go (plan 'type 'below))
        (beginning-of-line)
        (save-excursion (insert "\n"))
        (dolist (key (string-to-list (plan 'type 'keys)))
          (if (eq key ?\n)
              (newline)
            (setq last-command-event key)
            (self-insert-command 1 key))
          (when (memq key '(?: ?\n ?,)) (told)))
        (told)
        (await "its diagnostic"
               (lambda ()
                 (diagnostic "unreachable-state")
                 (let ((all (flymake-diagnostics)))
                   (and (= (length all) 1) (string-match-p "Wait a Day" (flymake-diagnostic-text (car all)))))))))

(step "saves, with the server in step" (lambda () (save-buffer)))

(dolist (kind (plan 'kinds))
  (let* ((plan kind)
         (where (concat " in " (plan 'file))))
    (step (concat "opens " (plan (quote file)))
          (lambda ()
            (find-file (work (plan 'file)))
            ;; The mode of a template is for its author to choose.
            (unless (derived-mode-p 'asl-yaml-mode) (asl-yaml-mode))
            (open-file (plan 'file))))
    (look where)
    (go-around where)
    (change where)
    (step (concat "saves" where) (lambda () (save-buffer)))))

(dolist (it (plan 'others))
  (unless (string-suffix-p ".json" (alist-get 'file it))
    (step (format "shows a diagnostic in %s" (alist-get 'file it))
          (lambda () (open-file (alist-get 'file it)) (see it)))))

(step "shows a diagnostic in plain JSON, in the mode that a person chooses"
      (lambda ()
        (dolist (it (plan 'others))
          (when (string-suffix-p ".json" (alist-get 'file it))
            (find-file (work (alist-get 'file it)))
            (asl-mode)
            (open-file (alist-get 'file it))
            (see it)))))

(step "ends the server" (lambda () (eglot-shutdown (eglot-current-server))))

(dolist (buffer (buffer-list))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs (if (zerop failed) 0 1))
